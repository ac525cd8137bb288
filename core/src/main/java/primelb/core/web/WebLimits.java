package primelb.core.web;

import java.time.Duration;

/**
 * What one server accepts and how it ends.
 *
 * @param maxBodyBytes a longer request body is refused with 413; 0 takes none
 * @param closeGrace   how long {@link WebServer#close} waits for requests that have begun
 * @param patience     how long a client may be silent between requests, take to send one, or not read its answer; its
 *                     connection is closed then, a little late
 */
public record WebLimits(int maxBodyBytes, Duration closeGrace, Duration patience) {
    /** 64 KiB, as the JSON reader takes, and 2 s, enough for any answer that does not compute. */
    public static final WebLimits STANDARD = new WebLimits(64 * 1024, Duration.ofSeconds(2));

    /** Checks that nothing is negative, and that there is some patience. */
    public WebLimits {
        if (maxBodyBytes < 0 || closeGrace.isNegative() || !patience.isPositive()) {
            throw new IllegalArgumentException(
                "limits must not be negative: " + maxBodyBytes + ", " + closeGrace + ", " + patience);
        }
    }

    /** Makes limits with a patience of 30 s. */
    public WebLimits(int maxBodyBytes, Duration closeGrace) {
        this(maxBodyBytes, closeGrace, Duration.ofSeconds(30));
    }
}
