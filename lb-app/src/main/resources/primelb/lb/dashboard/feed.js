// The stream of events, and what to do when it breaks.

const AGAIN_AFTER = 1000;
/** The balancer says something each second; after this silence the connection is taken for dead. */
const SILENCE = 8000;

/**
 * Listens for as long as the page is open. The browser connects again by itself where a connection broke; where the
 * balancer answered with an error, or is silent, this does.
 *
 * @param onEvent gets each event
 * @param onState gets "live" or "lost"
 */
export function listen(onEvent, onState) {
  let source = null;
  let seen = "";
  let guard = 0;

  function watch() {
    clearTimeout(guard);
    guard = setTimeout(() => {
      onState("lost");
      connect();
    }, SILENCE);
  }

  function connect() {
    if (source !== null) {
      source.close();
    }
    source = new EventSource("events" + (seen === "" ? "" : "?after=" + encodeURIComponent(seen)));
    source.onmessage = message => {
      seen = message.lastEventId;
      watch();
      onState("live");
      onEvent(JSON.parse(message.data));
    };
    source.onerror = () => {
      onState("lost");
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(guard);
        guard = setTimeout(connect, AGAIN_AFTER);
      } else {
        watch();
      }
    };
    watch();
  }

  connect();
}
