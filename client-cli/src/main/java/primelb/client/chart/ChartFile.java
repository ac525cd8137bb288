package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;

/** Makes a chart a file of its own, with its title, its legend and its colours, for a page that shows pictures. */
public final class ChartFile {
    private static final int WIDTH = 960;
    private static final int SIDE = 16;
    private static final int TITLE = 34;
    private static final int LINE = 20;
    private static final int SWATCH = 26;

    /** What a letter is wide on average, generously. */
    private static final double LETTER = 6.7;

    private ChartFile() {
    }

    /**
     * Returns the whole file.
     *
     * @param heading what stands over the drawing
     */
    public static String of(Chart chart, String heading) {
        return markup(chart, heading, "").toString();
    }

    /**
     * Returns the same to be put into a page.
     *
     * @param prefix begins the names in it, so that a page may have several
     */
    public static Markup markup(Chart chart, String heading, String prefix) {
        List<Placed> legend = placed(chart.legend());
        int lines = legend.isEmpty() ? 0 : legend.getLast().line() + 1;
        int top = TITLE + lines * LINE + 8;
        int height = top + chart.height() + chart.notes().size() * LINE + 8;
        var out = new Markup();
        out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "width", String.valueOf(WIDTH), "height",
                String.valueOf(height), "viewBox", "0 0 " + WIDTH + " " + height, "role", "img", "aria-labelledby",
                prefix + "title " + prefix + "desc").line();
        out.element("title", heading, "id", prefix + "title").element("desc", chart.description(), "id", prefix + "desc").line();
        out.style(Charts.css() + ".ground-all { fill: var(--bg); }\nsvg .heading { font-size: 16px; font-weight: 600; }"
                + "\n").line();
        out.add(Look.patterns()).line();
        out.leaf("rect", "class", "ground-all", "width", "100%", "height", "100%");
        out.element("text", heading, "class", "heading", "x", String.valueOf(SIDE), "y", "24").line();
        for (Placed entry : legend) {
            int y = TITLE + entry.line() * LINE;
            out.open("svg", "x", Plot.pixels(entry.x()), "y", String.valueOf(y + 1), "width", "20", "height", "12")
                    .add(entry.legend().swatch()).close();
            out.element("text", entry.legend().label(), "class", "soft", "x", Plot.pixels(entry.x() + SWATCH), "y",
                    String.valueOf(y + 11));
        }
        out.line();
        out.open("svg", "x", String.valueOf(Chart.MARGIN + SIDE / 2), "y", String.valueOf(top), "width",
                String.valueOf(WIDTH - Chart.MARGIN - SIDE * 3 / 2), "height", String.valueOf(chart.height()),
                "overflow", "visible").add(chart.drawing()).close().line();
        for (int at = 0; at < chart.notes().size(); at++) {
            String number = chart.isNumbered() ? at + 1 + "  " : "";
            out.element("text", number + chart.notes().get(at), "class", "soft", "x",
                    String.valueOf(Chart.MARGIN + SIDE / 2), "y",
                    String.valueOf(top + chart.height() + at * LINE + 12));
        }
        return out.close().line();
    }

    private record Placed(Chart.Legend legend, double x, int line) {
    }

    /** Beside each other as far as they fit, by what their letters may need. */
    private static List<Placed> placed(List<Chart.Legend> legend) {
        var placed = new ArrayList<Placed>();
        double x = SIDE;
        int line = 0;
        for (Chart.Legend entry : legend) {
            double width = SWATCH + entry.label().length() * LETTER + 16;
            if (x > SIDE && x + width > WIDTH - SIDE) {
                x = SIDE;
                line++;
            }
            placed.add(new Placed(entry, x, line));
            x += width;
        }
        return placed;
    }
}
