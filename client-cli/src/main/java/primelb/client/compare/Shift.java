package primelb.client.compare;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far one side's values lie from the other's.
 *
 * @param base the median of the first side
 * @param other the median of the second side
 * @param difference the median of all differences between a value of the second and one of the first side (Hodges and
 *     Lehmann)
 * @param conclusion how sure that is; empty where there are too few values to say
 */
record Shift(double base, double other, double difference, Optional<Conclusion> conclusion) {
    /** With fewer values a side no order of them is rare enough to conclude anything at 5 %. */
    static final int FEWEST = 4;

    private static final double CONFIDENCE = 0.95;

    /**
     * What can be concluded.
     *
     * @param low the lower end of the 95 % interval of the difference
     * @param high the upper end
     * @param probability how often chance alone would do as much
     */
    record Conclusion(double low, double high, double probability) {
        /** Returns whether chance is an explanation too poor to be kept. */
        boolean isSure() {
            return probability <= 1 - CONFIDENCE;
        }
    }

    /** Returns the shift from the first side to the second; each has at least one value. */
    static Shift between(double[] base, double[] other) {
        double[] differences = new double[base.length * other.length];
        for (int at = 0; at < differences.length; at++) {
            differences[at] = other[at / base.length] - base[at % base.length];
        }
        Arrays.sort(differences);
        return new Shift(median(base), median(other), median(differences), conclusion(base, other, differences));
    }

    private static Optional<Conclusion> conclusion(double[] base, double[] other, double[] sorted) {
        if (Math.min(base.length, other.length) < FEWEST) {
            return Optional.empty();
        }
        int outside = MannWhitney.ranksOutside(base.length, other.length, CONFIDENCE);
        return Optional.of(new Conclusion(sorted[outside - 1], sorted[sorted.length - outside],
                MannWhitney.probability(base, other)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
