package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.text.Format;
import primelb.core.stats.Quantiles;

/** Writes latencies: which percentiles are told, and how sure they are. */
public final class LatencyRow {
    /** The percentiles that are told where there are samples enough. */
    static final List<Double> TOLD = List.of(50.0, 90.0, 95.0, 99.0, 99.9, 99.99);

    /** How sure the interval around a percentile is. */
    static final double CONFIDENCE = 0.95;

    private static final List<Double> TOLD_BRIEFLY = List.of(50.0, 90.0, 99.0);

    private LatencyRow() {
    }

    /** Returns the items of a row from min to max; {@code none} where there is no sample. */
    static List<String> items(Quantiles latency, boolean all) {
        if (latency.count() == 0) {
            return List.of("none");
        }
        var items = new ArrayList<String>();
        items.add("min " + Format.nanos(latency.min()));
        items.add("mean " + Format.nanos(Math.round(latency.mean())));
        for (double percentile : all ? TOLD : TOLD_BRIEFLY) {
            percentile(latency, percentile).ifPresent(value -> items.add(
                    "p" + name(percentile) + " " + value + (percentile == 50 ? interval(latency) : "")));
        }
        items.add("max " + Format.nanos(latency.max()));
        return items;
    }

    /** Returns a percentile, marked with ~ where few samples carry it; empty where too few do. */
    static Optional<String> percentile(Quantiles latency, double percentile) {
        double quantile = percentile / 100;
        if (latency.count() == 0 || !latency.printable(quantile)) {
            return Optional.empty();
        }
        return Optional.of((latency.approximate(quantile) ? "~" : "")
                + Format.nanos(latency.nearestRank(quantile)));
    }

    /** Returns a percentile's name without a fraction that says nothing: {@code 50}, {@code 99.9}. */
    static String name(double percentile) {
        return percentile == Math.rint(percentile) ? String.valueOf((long) percentile) : String.valueOf(percentile);
    }

    private static String interval(Quantiles latency) {
        return latency.confidence(0.5, CONFIDENCE).map(ends -> " "
                + Format.interval(ends.low(), latency.nearestRank(0.5), ends.high())).orElse("");
    }
}
