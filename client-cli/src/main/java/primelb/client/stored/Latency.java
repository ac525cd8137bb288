package primelb.client.stored;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Times of at least one request, in microseconds.
 *
 * @param percentiles those that enough requests carry, ascending
 */
public record Latency(long count, long min, long mean, long max, List<Percentile> percentiles) {
    /**
     * A value that so many percent of the requests did not exceed.
     *
     * @param approximate whether fewer than ten requests are beyond it
     * @param low the lower end of the interval that the true one lies in
     * @param high the upper end
     */
    public record Percentile(double percent, long value, boolean approximate, OptionalLong low, OptionalLong high) {
    }

    /** Keeps its own copy. */
    public Latency {
        percentiles = List.copyOf(percentiles);
    }

    /** Returns the percentile of this percentage, empty where too few requests carry it. */
    public Optional<Percentile> percentile(double percent) {
        return percentiles.stream().filter(each -> each.percent() == percent).findFirst();
    }
}
