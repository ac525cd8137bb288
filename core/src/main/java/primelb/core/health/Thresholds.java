package primelb.core.health;

/**
 * How many probes in a row flip a backend.
 *
 * @param rise passes that make it active, 1 or more
 * @param fall failures that make it inactive, 1 or more
 */
public record Thresholds(int rise, int fall) {
    /** The default: one. A probe is exact here, and every second in the wrong state costs requests. */
    public static final Thresholds DEFAULT = new Thresholds(1, 1);

    /** Refuses numbers below 1. */
    public Thresholds {
        if (rise < 1 || fall < 1) {
            throw new IllegalArgumentException("rise and fall must be 1 or more, got " + rise + " and " + fall);
        }
    }
}
