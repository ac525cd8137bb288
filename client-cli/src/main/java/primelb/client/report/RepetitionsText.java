package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import primelb.client.phases.Experiment;
import primelb.client.text.Format;
import primelb.client.text.Layout;

/** Writes a row a repetition, and the least, the middle and the most of each column. */
final class RepetitionsText {
    private RepetitionsText() {
    }

    /** Returns the table; nothing for a single experiment. */
    static List<String> of(List<Experiment> repetitions) {
        if (repetitions.size() < 2) {
            return List.of();
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("repetition", "failed", "phase 1 req/s", "phase 2 req/s", "phase 3 req/s", "speedup"));
        for (int at = 0; at < repetitions.size(); at++) {
            Experiment one = repetitions.get(at);
            rows.add(List.of(String.valueOf(at + 1), String.valueOf(failed(one)), rate(throughput(one, 1)),
                    rate(throughput(one, 2)), rate(throughput(one, 3)), ratio(one.speedup(1))));
        }
        rows.add(of(repetitions, "least", 0));
        rows.add(of(repetitions, "median", 0.5));
        rows.add(of(repetitions, "most", 1));
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("All repetitions (above: the last one)");
        lines.addAll(Layout.table(rows));
        return lines;
    }

    private static List<String> of(List<Experiment> repetitions, String label, double part) {
        return List.of(label, "", rate(rank(repetitions, one -> throughput(one, 1), part)),
                rate(rank(repetitions, one -> throughput(one, 2), part)),
                rate(rank(repetitions, one -> throughput(one, 3), part)),
                ratio(rank(repetitions, one -> one.speedup(1), part)));
    }

    /** Returns the value of the nearest rank, one that was measured; of those that were. */
    private static OptionalDouble rank(List<Experiment> repetitions, Function<Experiment, OptionalDouble> of,
            double part) {
        double[] sorted = repetitions.stream().map(of).filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble).sorted().toArray();
        return sorted.length == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)]);
    }

    private static OptionalDouble throughput(Experiment experiment, int phase) {
        return experiment.phase(phase).map(one -> OptionalDouble.of(one.summary().throughput()))
                .orElse(OptionalDouble.empty());
    }

    private static int failed(Experiment experiment) {
        return experiment.phases().stream().mapToInt(phase -> phase.summary().failed()).sum();
    }

    private static String rate(OptionalDouble rate) {
        return rate.isPresent() ? Format.decimals(rate.getAsDouble(), 1) : "-";
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? Format.decimals(ratio.getAsDouble(), 2) : "-";
    }
}
