package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.load.StopRule;
import primelb.client.result.RunResult;
import primelb.client.summary.Summary;
import primelb.client.text.Palette;

/** Writes a run for a person. */
public final class RunText {
    private RunText() {
    }

    /**
     * Returns the whole text, ending with a line end.
     *
     * @param resultFile where the JSON went, if it went anywhere
     */
    public static String of(RunResult result, Optional<String> resultFile, Verbosity verbosity, Palette palette) {
        var lines = new ArrayList<String>();
        if (verbosity != Verbosity.QUIET) {
            lines.addAll(body(result, verbosity, palette));
        }
        lines.addAll(VerdictLines.of(result.verdicts(), resultFile, palette));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> body(RunResult result, Verbosity verbosity, Palette palette) {
        boolean verbose = verbosity == Verbosity.VERBOSE;
        Summary summary = result.measured().summary();
        var lines = new ArrayList<String>();
        lines.add(SummaryText.heading(result.plan(), result.target()));
        if (verbose) {
            lines.add(SummaryText.work(result.target()));
        }
        result.measured().warmup().ifPresent(warmup -> lines.addAll(
                SummaryText.result("Warm-up", warmup, "(in no number below)")));
        lines.addAll(SummaryText.result("Result", summary, ""));
        lines.addAll(SummaryText.moves(summary, result.target()));
        lines.addAll(SummaryText.rates(summary, palette));
        lines.addAll(SummaryText.latencies(summary, verbose));
        lines.addAll(SummaryText.servers(summary));
        lines.addAll(SummaryText.failures("Failures", summary, palette));
        lines.addAll(SummaryText.effort(result.measured().effort(), palette));
        if (verbose) {
            lines.addAll(SummaryText.timeline(summary));
        }
        if (result.interrupted()) {
            lines.add(palette.warning("INTERRUPTED") + "  this is a part of a result; "
                    + summary.abandoned() + " requests under way were abandoned");
        }
        if (summary.limitReached()) {
            lines.add(palette.warning("ENDED EARLY") + "  a run holds at most " + StopRule.MAX_SAMPLES + " requests");
        }
        return lines;
    }
}
