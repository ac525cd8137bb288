package primelb.core.health;

/**
 * What the probes so far say, with hysteresis: only results in a row count.
 *
 * @param passing whether the backend counts as healthy
 * @param against how many results in a row say the opposite, 0 or more
 */
public record Health(boolean passing, int against) {
    /** Returns the health of a backend that counts as healthy and has no result against it. */
    public static Health up() {
        return new Health(true, 0);
    }

    /** Returns the health of a backend that does not count as healthy. */
    public static Health down() {
        return new Health(false, 0);
    }

    /** Returns the health after one more result; it has flipped if {@link #passing} differs. */
    public Health observe(boolean passed, Thresholds thresholds) {
        if (passed == passing) {
            return new Health(passing, 0);
        }
        int needed = passing ? thresholds.fall() : thresholds.rise();
        return against + 1 >= needed ? new Health(passed, 0) : new Health(passing, against + 1);
    }
}
