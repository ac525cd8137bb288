package primelb.client.threshold;

import java.util.OptionalInt;

/**
 * One condition.
 *
 * @param text the expression as it was written
 * @param phase the phase it is about, from 1; empty for every phase it can be about
 * @param metric what is measured
 * @param comparison how it is compared
 * @param limit with what, in the metric's unit
 */
public record Threshold(String text, OptionalInt phase, Metric metric, Comparison comparison, double limit) {
    /** Nothing may fail. It holds unless another condition on failures is given. */
    public static final Threshold NOTHING_FAILED = new Threshold("failed==0", OptionalInt.empty(),
            new Metric.Failed(), Comparison.EQUAL, 0);
}
