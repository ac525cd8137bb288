package primelb.core.time;

import java.time.Duration;
import java.time.InstantSource;

/** The clocks of the machine. Composition roots hand them on; nothing else asks for them. */
public final class SystemTime {

    private SystemTime() {}

    /** Returns the monotonic clock of this JVM. */
    public static Ticker ticker() {
        return System::nanoTime;
    }

    /** Returns the wall clock, for timestamps only: it may be set back. */
    public static InstantSource wallClock() {
        return InstantSource.system();
    }

    /** Returns a sleeper that blocks the calling thread for real. */
    public static Sleeper sleeper() {
        return SystemTime::sleep;
    }

    private static void sleep(Duration duration) throws InterruptedException {
        // Thread.sleep refuses nothing, but a negative time would skip the check for an interrupt.
        Thread.sleep(duration.isNegative() ? Duration.ZERO : duration);
    }
}
