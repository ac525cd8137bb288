package primelb.core.proxy;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast a body must come at least, so that a client that sends a byte now and then does not hold a connection for days.
 *
 * @param bytesPerSecond on average since the body began; 0 allows any
 * @param grace how long a body may take whatever its rate
 */
public record MinimumRate(int bytesPerSecond, Duration grace) {
    /** The default: 500 bytes a second, looked at after 5 s. */
    public static final MinimumRate DEFAULT = new MinimumRate(500, Duration.ofSeconds(5));

    private static final long SECOND = 1_000_000_000L;

    /** Refuses negative figures. */
    public MinimumRate {
        Objects.requireNonNull(grace, "grace");
        if (bytesPerSecond < 0 || grace.isNegative()) {
            throw new IllegalArgumentException("a minimum rate must not be negative, got " + bytesPerSecond + "/s after "
                    + grace);
        }
    }

    /** Returns how many nanoseconds may be spent on waiting for a body of which this many bytes have come. */
    long nanosFor(long bytes) {
        if (bytesPerSecond == 0) {
            return Long.MAX_VALUE;
        }
        long earned = bytes / bytesPerSecond * SECOND + bytes % bytesPerSecond * SECOND / bytesPerSecond;
        return Math.max(grace.toNanos(), earned);
    }
}
