package primelb.core.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One moment on both clocks: what people read, and what intervals are measured with.
 *
 * @param instant the wall clock, which may be set back or forward
 * @param nanos the monotonic clock
 */
public record Moment(Instant instant, long nanos) {
    /** Requires the wall clock. */
    public Moment {
        Objects.requireNonNull(instant, "instant");
    }

    /** Returns whether at least so much time lies between this moment and a later reading of the monotonic clock. */
    public boolean isPast(Duration interval, long nowNanos) {
        return nowNanos - nanos >= interval.toNanos();
    }
}
