package primelb.client.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.text.Format;
import primelb.core.stats.Quantiles;

/** Writes latencies: which percentiles are told, and how sure they are. */
public final class LatencyRow {
    /** The quantiles that are told where there are samples enough. */
    static final List<Double> TOLD = List.of(0.5, 0.9, 0.95, 0.99, 0.999, 0.9999);

    /** Those of them that are told to somebody who wants to know only what matters. */
    static final List<Double> TOLD_BRIEFLY = List.of(0.5, 0.9, 0.99);

    /** How sure the interval around a percentile is. */
    static final double CONFIDENCE = 0.95;

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
        for (double quantile : all ? TOLD : TOLD_BRIEFLY) {
            percentile(latency, quantile).ifPresent(value -> items.add(
                    name(quantile) + " " + value + (quantile == 0.5 ? interval(latency) : "")));
        }
        items.add("max " + Format.nanos(latency.max()));
        return items;
    }

    /** Returns a percentile, marked with ~ where few samples carry it; empty where too few do. */
    static Optional<String> percentile(Quantiles latency, double quantile) {
        if (latency.count() == 0 || !latency.printable(quantile)) {
            return Optional.empty();
        }
        return Optional.of((latency.approximate(quantile) ? "~" : "")
                + Format.nanos(latency.nearestRank(quantile)));
    }

    /** Returns what a quantile is called, such as {@code p50} or {@code p99.9}. */
    static String name(double quantile) {
        return "p" + percent(quantile).toPlainString();
    }

    /** Returns a quantile as a percentage, exactly. */
    static BigDecimal percent(double quantile) {
        return BigDecimal.valueOf(quantile).movePointRight(2).stripTrailingZeros();
    }

    private static String interval(Quantiles latency) {
        return latency.confidence(0.5, CONFIDENCE).map(ends -> " "
                + Format.interval(ends.low(), latency.nearestRank(0.5), ends.high())).orElse("");
    }
}
