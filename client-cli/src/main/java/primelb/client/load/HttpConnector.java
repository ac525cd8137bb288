package primelb.client.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import primelb.core.http.ExchangeException;
import primelb.core.http.HttpOrigin;
import primelb.core.http.Turns;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/**
 * Opens real HTTP/1.1 connections, which never re-send, and ends exchanges whose deadline has passed.
 *
 * <p>One thread looks at all connections in turn: a timed wait in each would cost a timer for each request.
 */
public final class HttpConnector implements Connector, AutoCloseable {
    /** How late a deadline may be noticed; a look at ten thousand connections takes less than a millisecond. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final HttpOrigin origin;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final Set<HttpLine> open = ConcurrentHashMap.newKeySet();
    private final Turns turns;
    private final ExecutorService outside;
    private final Thread deadlines;

    private HttpConnector(HttpOrigin origin, Ticker ticker, Sleeper sleeper) {
        this.origin = origin;
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.outside = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("turns").factory());
        this.turns = new Turns(Thread::startVirtualThread, outside, ticker.nanos());
        this.deadlines = Thread.ofPlatform().daemon().name("deadlines").unstarted(this::watch);
    }

    /** Returns one that connects to this origin until it is closed. */
    public static HttpConnector start(HttpOrigin origin, Ticker ticker, Sleeper sleeper) {
        var connector = new HttpConnector(origin, ticker, sleeper);
        connector.deadlines.start();
        return connector;
    }

    @Override
    public Line open(Duration timeout) throws ExchangeException {
        var channel = primelb.core.http.Connector.connect(origin, timeout, ticker);
        try {
            var line = new HttpLine(origin, channel, turns, ticker, open::remove);
            open.add(line);
            return line;
        } catch (IOException e) {
            primelb.core.http.Connector.closeQuietly(channel);
            throw new ExchangeException(ExchangeException.Kind.LOCAL, false, e.getMessage(), e);
        }
    }

    /** Ends the watch over deadlines; lines that are still open have none from then on. */
    @Override
    public void close() {
        deadlines.interrupt();
        outside.shutdown();
    }

    private void watch() {
        try {
            while (true) {
                sleeper.sleep(LOOK_EVERY);
                long now = ticker.nanos();
                open.forEach(line -> line.expireAt(now));
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }
}
