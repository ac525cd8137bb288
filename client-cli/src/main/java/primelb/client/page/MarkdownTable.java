package primelb.client.page;

import java.util.List;
import primelb.client.chart.DataTable;
import primelb.client.stored.StoredResult;

/** Writes results as tables in Markdown, for a README or an issue. */
public final class MarkdownTable {
    private MarkdownTable() {
    }

    /** Returns a heading and a table for each result, ending with a line end. */
    public static String of(List<StoredResult> results) {
        var out = new StringBuilder();
        for (StoredResult result : results) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            out.append("**").append(escaped(Headline.title(result))).append("** (").append(escaped(result.name()))
                    .append(")\n\n");
            table(MeasureTable.of(result), out);
        }
        return out.toString();
    }

    private static void table(DataTable table, StringBuilder out) {
        row(table.headings(), out);
        out.append("|---|").append("---:|".repeat(table.headings().size() - 1)).append('\n');
        table.rows().forEach(row -> row(row, out));
    }

    private static void row(List<String> cells, StringBuilder out) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(escaped(cell)).append(" |"));
        out.append('\n');
    }

    /** What Markdown or the HTML in it would take for more than text is written as a character reference. */
    private static String escaped(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if ("|<>&`*_[]\\#!".indexOf(point) >= 0 || point < 0x20 || point == 0x7F) {
                out.append("&#").append(Math.max(0x20, point)).append(';');
            } else {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }
}
