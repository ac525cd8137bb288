package primelb.client.text;

import java.util.ArrayList;
import java.util.List;

/** Lays out labelled rows and tables in at most 80 columns. */
public final class Layout {
    /** What a terminal is at least wide. */
    public static final int WIDTH = 80;

    private static final int LABEL_WIDTH = 11;

    private Layout() {
    }

    /**
     * Returns lines of a label and items beside each other; items that do not fit go on under the first.
     *
     * @param gap how many spaces stand between two items
     */
    public static List<String> row(String label, int gap, List<String> items) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(pad(label, LABEL_WIDTH));
        boolean first = true;
        for (String item : items) {
            if (!first && line.length() + gap + item.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(LABEL_WIDTH));
                first = true;
            }
            line.append(first ? "" : " ".repeat(gap)).append(item);
            first = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** Returns lines of columns as wide as their widest cell; the first is flush left, the others flush right. */
    public static List<String> table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(column == 0 ? pad(cell, widths[0])
                        : "  " + " ".repeat(widths[column] - cell.length()) + cell);
            }
            return line.toString().stripTrailing();
        }).toList();
    }

    /** Returns the text with spaces behind it up to the width; a longer text unchanged. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
