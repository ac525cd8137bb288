package primelb.core.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** Waits in real time for what another thread or process does, with a deadline. */
public final class Await {

    private static final long FIRST_PAUSE_NANOS = 500_000;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private Await() {}

    /**
     * Returns as soon as the condition holds; it is asked at least once, and at least once after the deadline.
     *
     * @throws AssertionError that names {@code what} if it does not hold by the deadline, or on an interrupt
     */
    public static void until(String what, Duration deadline, BooleanSupplier condition) {
        Ticker ticker = SystemTime.ticker();
        long end = ticker.nanos() + deadline.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            boolean late = ticker.nanos() - end >= 0;
            if (condition.getAsBoolean()) {
                return;
            }
            if (late) {
                throw new AssertionError("waited " + deadline.toMillis() + " ms in vain for: " + what);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting for: " + what);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }
}
