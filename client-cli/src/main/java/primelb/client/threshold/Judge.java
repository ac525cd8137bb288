package primelb.client.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import primelb.client.summary.Summary;
import primelb.client.text.Format;
import primelb.core.stats.Quantiles;

/** Judges conditions by what was measured. */
public final class Judge {
    /**
     * One part of a result that conditions are judged on.
     *
     * @param number the phase, from 1; a run has one
     * @param summary what it came to
     * @param allServersUp whether shares can be expected to be even: false for the phase with a stopped server
     */
    public record Part(int number, Summary summary, boolean allServersUp) {
    }

    private final List<Part> parts;
    private final OptionalDouble speedup;

    /** Judges on these parts; {@code speedup} is empty where there is none or it could not be measured. */
    public Judge(List<Part> parts, OptionalDouble speedup) {
        this.parts = List.copyOf(parts);
        this.speedup = speedup;
    }

    /** Returns what must hold: what was given, and that nothing failed unless one of those is about failures. */
    public static List<Threshold> withDefault(List<Threshold> given) {
        boolean aboutFailures = given.stream().anyMatch(threshold -> threshold.metric() instanceof Metric.Failed);
        var all = new ArrayList<Threshold>();
        if (!aboutFailures) {
            all.add(Threshold.NOTHING_FAILED);
        }
        all.addAll(given);
        return all;
    }

    /** Returns a verdict for each condition, in their order. */
    public List<Verdict> judge(List<Threshold> thresholds) {
        return thresholds.stream().map(this::judge).toList();
    }

    /** The condition holds when it holds in every part it is about; told is the part where it does not, or the last. */
    private Verdict judge(Threshold threshold) {
        if (threshold.metric() instanceof Metric.Speedup) {
            return speedup.isPresent()
                    ? compared(threshold, "", speedup.getAsDouble())
                    : new Verdict(threshold, false, "speedup could not be measured");
        }
        List<Part> concerned = parts.stream().filter(part -> isAbout(threshold, part)).toList();
        Verdict last = new Verdict(threshold, false, "no phase that it is about was measured");
        for (Part part : concerned) {
            last = judge(threshold, part);
            if (!last.holds()) {
                return last;
            }
        }
        return last;
    }

    private static boolean isAbout(Threshold threshold, Part part) {
        if (threshold.phase().isPresent()) {
            return threshold.phase().getAsInt() == part.number();
        }
        return part.allServersUp() || !(threshold.metric() instanceof Metric.Share);
    }

    private Verdict judge(Threshold threshold, Part part) {
        String where = parts.size() > 1 ? "phase " + part.number() + ": " : "";
        Summary summary = part.summary();
        return switch (threshold.metric()) {
            case Metric.Sent _ -> compared(threshold, where, summary.sent());
            case Metric.Ok _ -> compared(threshold, where, summary.ok());
            case Metric.Failed _ -> compared(threshold, where, summary.failed());
            case Metric.Throughput _ -> compared(threshold, where, summary.throughput());
            case Metric.Share(String server) -> compared(threshold, where,
                    summary.server(server).map(share -> share.share() * 100).orElse(0.0));
            case Metric.Min _ -> latency(threshold, where, summary, Quantiles::min);
            case Metric.Mean _ -> latency(threshold, where, summary, latency -> (long) latency.mean());
            case Metric.Max _ -> latency(threshold, where, summary, Quantiles::max);
            case Metric.Percentile(double quantile) -> percentile(threshold, where, summary, quantile);
            case Metric.Speedup _ -> throw new IllegalStateException("speedup belongs to no single phase");
        };
    }

    private static Verdict percentile(Threshold threshold, String where, Summary summary, double quantile) {
        if (!summary.okLatency().printable(quantile)) {
            return new Verdict(threshold, false, where + summary.ok() + " ok requests are too few to tell");
        }
        return latency(threshold, where, summary, latency -> latency.nearestRank(quantile));
    }

    private static Verdict latency(Threshold threshold, String where, Summary summary,
            ToLongFunction<Quantiles> reader) {
        return summary.ok() == 0
                ? new Verdict(threshold, false, where + "no request was ok")
                : compared(threshold, where, reader.applyAsLong(summary.okLatency()));
    }

    private static Verdict compared(Threshold threshold, String where, double measured) {
        String shown = switch (threshold.metric().unit()) {
            case COUNT -> String.valueOf((long) measured);
            case NUMBER -> Format.decimals(measured, 2);
            case NANOSECONDS -> Format.nanos((long) measured);
            case PERCENT -> Format.decimals(measured, 1) + " %";
        };
        return new Verdict(threshold, threshold.comparison().holds(measured, threshold.limit()), where + shown);
    }

    /** Returns whether every condition holds. */
    public static boolean allHold(List<Verdict> verdicts) {
        return verdicts.stream().allMatch(Verdict::holds);
    }

    /** Returns the first condition that uses something a single run does not have, if any. */
    public static Optional<Threshold> onlyForPhases(List<Threshold> thresholds) {
        return thresholds.stream().filter(threshold -> threshold.phase().isPresent()
                || threshold.metric() instanceof Metric.Speedup).findFirst();
    }
}
