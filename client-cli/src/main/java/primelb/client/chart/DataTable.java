package primelb.client.chart;

import java.util.List;

/**
 * Numbers as rows and columns. The first cell of each row says what the row is about.
 *
 * @param caption what the numbers are
 * @param headings one for each column
 * @param rows as many cells each as there are headings
 */
public record DataTable(String caption, List<String> headings, List<List<String>> rows) {
    /** Keeps its own copies, and refuses rows of another length. */
    public DataTable {
        headings = List.copyOf(headings);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException("%d cells under %d headings: %s".formatted(
                        row.size(), headings.size(), row));
            }
        }
    }
}
