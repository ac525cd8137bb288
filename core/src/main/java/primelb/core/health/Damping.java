package primelb.core.health;

import java.time.Duration;

/**
 * How long a backend is held back that fails requests again and again although its health checks pass.
 *
 * @param tolerated how many ejections by traffic in short succession have no consequence, 0 or more
 * @param first how long the next one holds it back
 * @param longest what that doubles up to with each further one
 * @param forgiveAfter the time without an ejection that makes one be forgotten
 * @param steady how many answers since its last readmission make all be forgotten, 1 or more
 */
public record Damping(int tolerated, Duration first, Duration longest, Duration forgiveAfter, long steady) {
    /**
     * The default. Two failures in a row happen to a good server (it was restarted, and then a request was odd); the third
     * costs it a second, which is ten probes, the eighth the half minute in which somebody may look at it. A hundred good
     * answers between two failures are service, not flapping: less than 1 % fail.
     */
    public static final Damping DEFAULT =
            new Damping(2, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1), 100);

    /** Refuses times of nothing. */
    public Damping {
        if (tolerated < 0 || steady < 1 || !first.isPositive() || !forgiveAfter.isPositive()
                || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("every time and number of a damping must be positive, and the longest hold "
                    + "not shorter than the first");
        }
    }

    /** Returns for how many nanoseconds so many ejections in short succession hold a backend back. */
    long holdNanos(int ejections) {
        if (ejections <= tolerated) {
            return 0;
        }
        long hold = first.toNanos();
        for (int k = ejections - tolerated; k > 1 && hold < longest.toNanos(); k--) {
            // Halved first: twice the longest may be more than a long holds.
            hold = hold > longest.toNanos() / 2 ? longest.toNanos() : hold * 2;
        }
        return hold;
    }
}
