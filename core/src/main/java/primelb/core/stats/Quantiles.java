package primelb.core.stats;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

/**
 * Exact quantiles of a set of measurements. Immutable; safe for use by many threads.
 *
 * <p>A quantile {@code q} is a share from 0 to 1 (p99 is 0.99), taken as the decimal number it is written as: 0.07 of
 * 100 values is the 7th, although the double 0.07 is a little more than that.
 */
public final class Quantiles {

    /** Below this many values beyond a quantile it is marked as approximate: one value more or less moves it. */
    private static final int FEW = 10;

    private final long[] sorted;

    private Quantiles(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Two measured values that a true quantile lies between.
     *
     * @param low the lower one
     * @param high the higher one; not below {@code low}
     */
    public record Interval(long low, long high) {}

    /** Returns the quantiles of the values, in whatever order they are; the array is copied. Empty is allowed. */
    public static Quantiles of(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    /** Returns how many values there are. */
    public long count() {
        return sorted.length;
    }

    /** Returns the least value; {@link IllegalStateException} where there is none. */
    public long min() {
        return ofRank(1);
    }

    /** Returns the greatest value; {@link IllegalStateException} where there is none. */
    public long max() {
        return ofRank(sorted.length);
    }

    /** Returns the arithmetic mean; {@link IllegalStateException} where there are no values. */
    public double mean() {
        return Arrays.stream(sorted).asDoubleStream().average().orElseThrow(Quantiles::noValues);
    }

    /**
     * Returns the least value that at least {@code q} of all values do not exceed; the minimum for 0.
     *
     * @throws IllegalArgumentException if q is not 0..1
     * @throws IllegalStateException if there are no values
     */
    public long nearestRank(double q) {
        int rank = share(q).setScale(0, RoundingMode.CEILING).intValueExact();
        return ofRank(Math.max(1, rank));
    }

    /** Returns whether at least one value is expected beyond that quantile, {@code n(1-q) >= 1}. */
    public boolean printable(double q) {
        return beyond(q).compareTo(BigDecimal.ONE) >= 0;
    }

    /** Returns whether fewer than 10 values are expected beyond that quantile, so that it is to be marked. */
    public boolean approximate(double q) {
        return beyond(q).compareTo(BigDecimal.valueOf(FEW)) < 0;
    }

    /**
     * Returns an interval that covers the true quantile in at least the share {@code level} of repetitions, whatever
     * the distribution; empty where there are too few values for that level.
     *
     * <p>It is the distribution-free interval by two order statistics (see {@link BinomialTails}) and assumes
     * independent measurements. Those of a closed loop depend on each other, so there it is a lower bound of the
     * uncertainty.
     *
     * @throws IllegalArgumentException if q or level is not between 0 and 1, both excluded
     */
    public Optional<Interval> confidence(double q, double level) {
        requireInside("q", q);
        requireInside("level", level);
        if (sorted.length == 0) {
            return Optional.empty();
        }
        BinomialTails tails = BinomialTails.of(sorted.length, q);
        double tail = (1 - level) / 2;
        int low = tails.lowerRank(tail);
        int high = tails.upperRank(tail);
        return low < 1 || high > sorted.length
                ? Optional.empty()
                : Optional.of(new Interval(ofRank(low), ofRank(high)));
    }

    private long ofRank(int rank) {
        if (sorted.length == 0) {
            throw noValues();
        }
        return sorted[rank - 1];
    }

    private BigDecimal share(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("q must be 0..1, got " + q);
        }
        return BigDecimal.valueOf(q).multiply(BigDecimal.valueOf(sorted.length));
    }

    private BigDecimal beyond(double q) {
        return BigDecimal.valueOf(sorted.length).subtract(share(q));
    }

    private static void requireInside(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be between 0 and 1, got " + value);
        }
    }

    private static IllegalStateException noValues() {
        return new IllegalStateException("no values, no quantiles");
    }
}
