package primelb.core.time;

/**
 * A clock that never goes back, for intervals and deadlines.
 *
 * <p>Only differences of two readings of one ticker mean anything; compare them as {@code a - b < 0}, since a reading
 * may be negative and may overflow. Safe for use by many threads.
 */
@FunctionalInterface
public interface Ticker {

    /** Returns the reading in nanoseconds since an arbitrary instant. */
    long nanos();
}
