// What the page knows: the last ten minutes, the changes, and the present. The balancer says it; nothing is guessed here.

/** The balancer remembers ten minutes. */
const SPAN = 10 * 60 * 1000;
/** So much is shown at least, also when the balancer has just started. */
const LEAST_SPAN = 2 * 60 * 1000;
const MOST_CHANGES = 500;

/** Returns a model without anything. */
export function emptyModel() {
  return { run: "", present: null, samples: [], changes: [] };
}

/**
 * Takes an event of the balancer and returns the changes of state that are news.
 * A full one replaces what was known; after a restart of the balancer that is all that there is.
 */
export function take(model, event) {
  const first = model.present === null || event.full;
  if (event.full) {
    model.samples = [];
    model.changes = [];
  }
  model.run = event.run;
  model.present = event;
  event.servers.sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const news = newer(model.changes, event.changes);
  model.changes.push(...news);
  model.changes.splice(0, model.changes.length - MOST_CHANGES);
  model.samples.push(...newer(model.samples, event.samples).map(named));
  const kept = model.samples.findIndex(sample => sample.t > event.now - SPAN - 1000);
  model.samples.splice(0, kept < 0 ? model.samples.length : kept);
  return first ? [] : news;
}

function newer(known, all) {
  const last = known.length === 0 ? 0 : known[known.length - 1].n;
  return all.filter(each => each.n > last);
}

function named(sample) {
  const servers = new Map();
  for (const [id, rate, bad, p50, p99] of sample.servers) {
    servers.set(id, { rate, bad, p50, p99 });
  }
  return { ...sample, servers };
}

/** Returns how many milliseconds there is something to show of. */
export function span(model) {
  const known = model.samples.length === 0 ? 0 : model.present.now - model.samples[0].t;
  return Math.min(SPAN, Math.max(LEAST_SPAN, known));
}

/** Returns the sample that says what happens now, or one of nothing. */
export function latest(model) {
  const last = model.samples[model.samples.length - 1];
  return last || { t: 0, rate: 0, bad: 0, p50: null, p99: null, failed: 0, retries: 0, waiting: 0, servers: new Map() };
}
