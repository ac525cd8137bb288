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
 *
 * <p>Where the whole process was held up (SIGSTOP, a frozen container, a machine that slept) deadlines have passed that
 * nobody missed: what was waited for may lie in the socket. So the readers get a second to look before the sweeps go on.
 */
final class DeadlineKeeper implements Runnable {
    /** How exact deadlines are. */
    static final Duration PRECISION = Duration.ofMillis(50);
    /** A pause between two sweeps that no busy machine explains. */
    private static final Duration HELD_UP = Duration.ofMillis(500);
    /** How long the others may look for what came while the process was held up. */
    static final Duration GRACE = Duration.ofSeconds(1);

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
        long last = ticker.nanos();
        long graceUntil = last;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                sleeper.sleep(PRECISION);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long now = ticker.nanos();
            if (now - last > HELD_UP.toNanos()) {
                graceUntil = now + GRACE.toNanos();
            }
            last = now;
            if (now - graceUntil >= 0) {
                for (Timed timed : watched) {
                    timed.sweep(now);
                }
            }
        }
    }
}
