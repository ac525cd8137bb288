package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import primelb.client.load.LoadPlan;
import primelb.client.phases.Experiment;
import primelb.client.phases.IdealSpeedup;
import primelb.client.phases.Phase;
import primelb.client.phases.WholeRun;
import primelb.client.result.PhasesResult;
import primelb.client.summary.Summary;
import primelb.client.text.Format;
import primelb.client.text.Layout;
import primelb.client.text.Palette;

/** Writes the experiment for a person: a row a measure, a column a phase. */
public final class PhasesText {
    private static final String NOTHING = "-";

    private final PhasesResult result;
    private final Experiment experiment;
    private final Palette palette;

    private PhasesText(PhasesResult result, Palette palette) {
        this.result = result;
        this.experiment = result.experiment();
        this.palette = palette;
    }

    /**
     * Returns the whole text, ending with a line end.
     *
     * @param resultFile where the JSON went, if it went anywhere
     */
    public static String of(PhasesResult result, Optional<String> resultFile, Verbosity verbosity, Palette palette) {
        var text = new PhasesText(result, palette);
        var lines = new ArrayList<String>();
        if (verbosity != Verbosity.QUIET) {
            lines.addAll(text.body(verbosity == Verbosity.VERBOSE));
        }
        result.experiment().trouble().ifPresent(trouble -> lines.add(palette.bad("NOT COMPLETED") + "  " + trouble));
        if (result.experiment().interrupted()) {
            lines.add(palette.warning("INTERRUPTED") + "  this is a part of a result");
        }
        lines.addAll(VerdictLines.of(result.verdicts(), resultFile, palette));
        return String.join("\n", lines) + "\n";
    }

    private List<String> body(boolean verbose) {
        LoadPlan load = result.plan().load();
        var lines = new ArrayList<String>();
        String heading = (result.plan().underLoad() ? "Fault under one load of " : "3 phases of ")
                + SummaryText.heading(load, result.plan().target());
        lines.addAll(heading.length() <= Layout.WIDTH ? List.of(heading)
                : List.of(heading.replaceFirst(" {3}(keep-alive|a connection).*", ""),
                        heading.replaceFirst(".* {3}(?=keep-alive|a connection)", "")));
        lines.add(SummaryText.work(result.plan().target()));
        lines.add("");
        lines.addAll(Layout.table(rows(verbose)));
        lines.add("");
        experiment.whole().ifPresent(whole -> {
            Summary summary = whole.measured().summary();
            lines.addAll(SummaryText.result("Whole run", summary, ""));
            lines.addAll(SummaryText.moves(summary, result.plan().target()));
            lines.addAll(SummaryText.rates(summary, palette));
            lines.addAll(SummaryText.latencies(summary, verbose));
            lines.addAll(wholeCounts(whole));
        });
        lines.addAll(ideal(experiment.ideal()));
        for (Phase phase : experiment.phases()) {
            lines.addAll(SummaryText.failures("Phase " + phase.number(), phase.summary(), palette));
            if (phase.measured().effort().mayHaveBeenTheLimit()) {
                lines.add(palette.warning("Phase " + phase.number() + ": the client may have been the limit"));
            }
        }
        lines.addAll(NoticeText.of(experiment));
        lines.addAll(CountText.verdict(experiment, palette));
        lines.addAll(RepetitionsText.of(result.repetitions()));
        if (verbose) {
            experiment.phases().forEach(phase -> {
                lines.add("");
                lines.add("phase " + phase.number());
                lines.addAll(SummaryText.timeline(phase.summary()));
            });
        }
        return lines;
    }

    private static List<String> wholeCounts(WholeRun whole) {
        return Layout.row("Counted", 3, List.of("client sent " + whole.measured().summary().sent(),
                "balancer " + CountText.balancer(whole.counts()), "servers " + CountText.servers(whole.counts())));
    }

    private List<String> ideal(IdealSpeedup ideal) {
        var words = new ArrayList<String>();
        words.add(Format.decimals(ideal.value(), 2) + ":");
        if (ideal.isWarning()) {
            words.add(palette.warning("warning,"));
        }
        words.addAll(List.of(ideal.assumption().split(" ")));
        return Layout.row("Ideal", 1, words);
    }

    private List<List<String>> rows(boolean verbose) {
        var rows = new ArrayList<List<String>>();
        rows.add(row("", phase -> "phase " + phase.number()));
        rows.add(row("", Phase::title));
        if (result.plan().warmup() > 0) {
            rows.add(row("warm-up (not counted)", phase -> phase.measured().warmup()
                    .map(warmup -> warmup.ok() + " ok, " + warmup.failed() + " failed").orElse(NOTHING)));
        }
        rows.add(summaryRow("requests ok", summary -> String.valueOf(summary.ok())));
        rows.add(summaryRow("requests failed", summary -> String.valueOf(summary.failed())));
        if (!result.plan().target().others().isEmpty()) {
            rows.add(summaryRow("moved to another balancer", summary -> String.valueOf(summary.moves().moved())));
            rows.add(summaryRow("sent again", summary -> String.valueOf(summary.moves().sentAgain())));
        }
        rows.add(summaryRow("wall time", summary -> Format.nanos(summary.wallNanos())));
        rows.add(summaryRow("throughput", summary -> Format.rate(summary.throughput())));
        for (double quantile : verbose ? LatencyRow.TOLD : LatencyRow.TOLD_BRIEFLY) {
            rows.add(summaryRow(LatencyRow.name(quantile), summary ->
                    LatencyRow.percentile(summary.okLatency(), quantile).orElse(NOTHING)));
        }
        rows.add(summaryRow("max", summary -> summary.ok() == 0 ? NOTHING : Format.nanos(summary.okLatency().max())));
        for (String server : servers()) {
            rows.add(summaryRow("share of " + server, summary -> Format.percent(
                    summary.server(server).map(Summary.ServerShare::share).orElse(0.0), 1)));
        }
        rows.add(row("speedup", phase -> experiment.speedup(phase.number()).stream()
                .mapToObj(speedup -> Format.decimals(speedup, 2)).findFirst().orElse(NOTHING)));
        rows.add(row("ideal speedup", phase -> Format.decimals(phase.allUp() ? experiment.ideal().value() : 1, 2)));
        rows.add(row("client cpu", phase -> Format.percent(phase.measured().effort().cpuShare(), 0)));
        rows.add(summaryRow("client sent", summary -> String.valueOf(summary.sent())));
        if (experiment.whole().isEmpty()) {
            rows.add(row("balancer counted", CountText::balancer));
            rows.add(row("servers counted", CountText::servers));
        }
        return rows;
    }

    private List<String> servers() {
        return experiment.phases().stream().flatMap(phase -> phase.summary().servers().stream())
                .map(Summary.ServerShare::name).distinct().sorted().toList();
    }

    private List<String> summaryRow(String label, Function<Summary, String> cell) {
        return row(label, phase -> cell.apply(phase.summary()));
    }

    private List<String> row(String label, Function<Phase, String> cell) {
        return Stream.concat(Stream.of(label), experiment.phases().stream().map(cell)).toList();
    }
}
