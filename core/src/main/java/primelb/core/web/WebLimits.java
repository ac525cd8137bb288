package primelb.core.web;

import java.time.Duration;

/**
 * What one server accepts and how it ends.
 *
 * @param maxBodyBytes a longer request body is refused with 413; 0 takes none
 * @param closeGrace   how long {@link WebServer#close} waits for requests that have begun
 */
public record WebLimits(int maxBodyBytes, Duration closeGrace) {
    /** 64 KiB, as the JSON reader takes, and 2 s, enough for any answer that does not compute. */
    public static final WebLimits STANDARD = new WebLimits(64 * 1024, Duration.ofSeconds(2));

    /** Checks that neither is negative. */
    public WebLimits {
        if (maxBodyBytes < 0 || closeGrace.isNegative()) {
            throw new IllegalArgumentException("limits must not be negative: " + maxBodyBytes + ", " + closeGrace);
        }
    }
}
