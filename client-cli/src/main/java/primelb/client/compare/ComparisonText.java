package primelb.client.compare;

import java.util.ArrayList;
import java.util.List;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;
import primelb.client.text.Layout;
import primelb.client.text.Palette;
import primelb.client.text.Printable;

/** Writes a comparison for a person. */
public final class ComparisonText {
    private static final int MAX_NAME = 60;

    private ComparisonText() {
    }

    /** Returns the whole text, ending with a line end. */
    public static String of(Comparison comparison, Palette palette) {
        var lines = new ArrayList<String>();
        lines.add("A: " + side(comparison.base()));
        lines.add("B: " + side(comparison.other()));
        lines.add(work(comparison.base().results().getFirst()));
        lines.add("");
        lines.addAll(Layout.table(rows(comparison)));
        lines.add("");
        lines.addAll(closing(comparison, palette));
        comparison.remarks().forEach(remark -> lines.add(palette.warning("differs") + "  " + printable(remark, 160)));
        return String.join("\n", lines) + "\n";
    }

    private static String side(Side side) {
        int runs = side.runs().size();
        return printable(side.name(), MAX_NAME) + " (" + runs + (runs == 1 ? " run)" : " runs)");
    }

    private static String work(StoredResult result) {
        return printable("%s %s, %d clients, %s, %s".formatted(result.work().method(), result.work().url(),
                result.work().clients(), result.work().stop(), result.work().loop()), 160);
    }

    private static List<List<String>> rows(Comparison comparison) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "A", "B", "difference", "95 % interval", "p", ""));
        String part = "";
        for (Comparison.Row row : comparison.rows()) {
            if (!row.figure().part().equals(part)) {
                part = row.figure().part();
                rows.add(List.of(part));
            }
            rows.add(row(row));
        }
        return rows;
    }

    private static List<String> row(Comparison.Row row) {
        Shift shift = row.shift();
        Figure.Unit unit = row.figure().unit();
        return List.of("  " + row.figure().name(), unit.written(shift.base()), unit.written(shift.other()),
                change(shift.difference(), shift, unit),
                shift.conclusion().map(sure -> change(sure.low(), shift, unit) + " .. "
                        + change(sure.high(), shift, unit)).orElse("-"),
                shift.conclusion().map(sure -> Format.decimals(sure.probability(), 3)).orElse("-"), verdict(row));
    }

    static String verdict(Comparison.Row row) {
        if (row.shift().conclusion().isEmpty()) {
            return "not enough runs";
        }
        return row.isBetter() ? "better" : row.isWorse() ? "worse" : "not shown";
    }

    /** In percent of A's median; where that is 0, in the figure's own unit. */
    private static String change(double difference, Shift shift, Figure.Unit unit) {
        if (shift.base() == 0) {
            return (difference < 0 ? "-" : "+") + unit.written(Math.abs(difference));
        }
        double percent = difference / shift.base() * 100;
        return (percent < 0 ? "-" : "+") + Format.decimals(Math.abs(percent), 1) + " %";
    }

    private static List<String> closing(Comparison comparison, Palette palette) {
        if (!comparison.isConclusive()) {
            return List.of(palette.warning("not enough runs")
                    + ": %d against %d, and nothing can be concluded from fewer".formatted(
                            comparison.base().runs().size(), comparison.other().runs().size()),
                    "than %d a side; the run is the sample, however many requests it has".formatted(Shift.FEWEST));
        }
        return List.of("The run is the sample. p is how often chance alone would do as much (Mann-Whitney, exact);",
                "of twenty figures one falls below 0.05 by chance. A and B are medians, the difference is that of",
                "Hodges and Lehmann, in percent of A.");
    }

    private static String printable(String text, int most) {
        return Printable.of(text, most);
    }
}
