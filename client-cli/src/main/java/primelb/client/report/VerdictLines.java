package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.text.Layout;
import primelb.client.text.Palette;
import primelb.client.threshold.Verdict;

/** Writes the conditions with PASS or FAIL, and where the result went. */
final class VerdictLines {
    private static final int MIN_GAP = 3;

    private VerdictLines() {
    }

    static List<String> of(List<Verdict> verdicts, Optional<String> resultFile, Palette palette) {
        var lines = new ArrayList<String>();
        String last = "";
        for (Verdict verdict : verdicts) {
            String words = "  " + verdict.threshold().text()
                    + (verdict.holds() ? "" : "  (measured: " + verdict.measured() + ")");
            lines.add((verdict.holds() ? palette.good("PASS") : palette.bad("FAIL")) + words);
            last = "PASS" + words;
        }
        if (resultFile.isPresent()) {
            String results = "results: " + resultFile.get();
            int gap = Layout.WIDTH - last.length() - results.length();
            if (!last.isEmpty() && gap >= MIN_GAP) {
                lines.add(lines.removeLast() + " ".repeat(gap) + results);
            } else {
                lines.add(results);
            }
        }
        return lines;
    }
}
