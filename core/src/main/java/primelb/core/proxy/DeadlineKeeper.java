package primelb.core.proxy;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/**
 * Ends what takes too long: looks at every connection each 50 ms. One sweep over ten thousand connections takes less than
 * a millisecond, where a timer for each read would cost a system call and a wake-up for each request.
 */
final class DeadlineKeeper implements Runnable {
    /** How exact deadlines are. */
    static final Duration PRECISION = Duration.ofMillis(50);

    /** Something with deadlines. */
    interface Timed {
        /** Ends what is over its deadline; quick, does not throw, comes from the keeper's thread. */
        void sweep(long nowNanos);
    }

    private final Set<Timed> watched = ConcurrentHashMap.newKeySet();
    private final Ticker ticker;
    private final Sleeper sleeper;

    DeadlineKeeper(Ticker ticker, Sleeper sleeper) {
        this.ticker = Objects.requireNonNull(ticker, "ticker");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
    }

    void watch(Timed timed) {
        watched.add(timed);
    }

    void forget(Timed timed) {
        watched.remove(timed);
    }

    /** Sweeps until the thread is interrupted. */
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sleeper.sleep(PRECISION);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long now = ticker.nanos();
            for (Timed timed : watched) {
                timed.sweep(now);
            }
        }
    }
}
