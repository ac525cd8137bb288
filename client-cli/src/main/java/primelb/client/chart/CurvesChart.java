package primelb.client.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Charts of what several policies make of one scenario: a line each. */
public final class CurvesChart {
    private static final int TOP = 10;
    private static final int AREA = 240;
    private static final int NAMES = 24;
    private static final double[] NAMED = {0, 50, 90, 99, 99.9, 99.99, 99.999};
    /** How far down shares are drawn: a millionth. */
    private static final double MOST_NINES = 6;

    /**
     * One line.
     *
     * @param name what it stands for
     * @param x places across, ascending
     * @param y as many values
     */
    public record Curve(String name, double[] x, double[] y) {
        /** Refuses columns of different lengths. */
        public Curve {
            if (x.length != y.length || x.length == 0) {
                throw new IllegalArgumentException("a curve needs as many values as places, got " + y.length + " and "
                        + x.length);
            }
        }
    }

    private CurvesChart() {
    }

    /** Returns a chart of latencies: x are percentages below 100, y are microseconds. */
    public static Chart latencies(List<Curve> curves) {
        var plot = new Plot(TOP, AREA);
        Axis up = Axis.logarithmic(all(curves, false).min().orElse(1), all(curves, false).max().orElse(10), 8);
        plot.upwards(up, Axis::time);
        Axis across = new Axis(0, Math.max(1, nines(all(curves, true).max().orElse(90))), false, List.of());
        for (double percent : NAMED) {
            if (nines(percent) <= across.high() + 1e-9) {
                tick(plot, across.place(nines(percent)), percent == 0 ? "min" : "p" + Axis.plain(percent));
            }
        }
        var lines = new ArrayList<Plot.Path>();
        for (int at = 0; at < curves.size(); at++) {
            var path = new StringBuilder();
            for (int point = 0; point < curves.get(at).x().length; point++) {
                step(path, across.place(nines(curves.get(at).x()[point])),
                        plot.down(up.place(curves.get(at).y()[point])));
            }
            lines.add(new Plot.Path(style(at), path.toString()));
        }
        plot.stretched(lines);
        return chart("latency", "Latency by policy", curves, plot,
                "Across, the percentage of the requests, each further nine as wide as the one before; up, the time that"
                        + " they did not exceed: a lower line is faster, one that is flat to the right has a short tail.",
                table("Latency by policy", "percentile", curves, Axis::plain, Axis::time));
    }

    /** Returns a chart of shares that fall off: x are numbers from 0 on, y the share that is at least as great. */
    public static Chart queues(List<Curve> curves) {
        var plot = new Plot(TOP, AREA);
        Axis up = new Axis(0, MOST_NINES, false, List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
        // Downwards by powers of ten: the top is all of them.
        for (double tick : up.ticks()) {
            double y = plot.down(1 - up.place(tick));
            plot.line(0, 1, y, y, "grid");
            plot.beside(y, BigDecimal.valueOf(100).scaleByPowerOfTen(-(int) tick).toPlainString() + " %");
        }
        Axis across = Axis.linear(Math.max(1, Math.min(40, all(curves, true).max().orElse(1))));
        across.ticks().forEach(tick -> tick(plot, across.place(tick), Axis.plain(tick)));
        var lines = new ArrayList<Plot.Path>();
        for (int at = 0; at < curves.size(); at++) {
            Curve curve = curves.get(at);
            var path = new StringBuilder();
            for (int point = 0; point < curve.x().length && curve.x()[point] <= across.high(); point++) {
                double down = curve.y()[point] > 0 ? -Math.log10(curve.y()[point]) : MOST_NINES;
                step(path, across.place(curve.x()[point]), plot.down(1 - up.place(Math.min(MOST_NINES, down))));
            }
            lines.add(new Plot.Path(style(at), path.toString()));
        }
        plot.stretched(lines);
        return chart("queues", "Requests found at the server", curves, plot,
                "Across, a number of requests; up, the part of the requests that found so many or more at the server they"
                        + " were sent to, each line a tenth of the one above: a line that falls steeply has no long queues.",
                table("Part of the requests that found so many or more at their server", "found", curves, Axis::plain,
                        share -> Axis.plain(100 * share) + " %"));
    }

    private static DoubleStream all(List<Curve> curves, boolean across) {
        return curves.stream().flatMapToDouble(curve -> DoubleStream.of(across ? curve.x() : curve.y()));
    }

    private static double nines(double percent) {
        return -Math.log10(1 - percent / 100);
    }

    private static void tick(Plot plot, double place, String name) {
        plot.line(place, place, plot.top(), plot.bottom(), "grid");
        plot.name(place, name);
    }

    private static void step(StringBuilder path, double x, double y) {
        path.append(path.isEmpty() ? 'M' : 'L').append(Plot.units(x)).append(' ').append(Plot.pixels(y));
    }

    private static String style(int curve) {
        return "line " + Look.stroke(curve) + " dash" + curve % Look.PARTS;
    }

    private static Chart chart(String id, String title, List<Curve> curves, Plot plot, String reading, DataTable table) {
        var legend = new ArrayList<Chart.Legend>();
        for (int at = 0; at < curves.size(); at++) {
            legend.add(new Chart.Legend(new Markup().leaf("path", "class", style(at), "d", "M0 6H20"),
                    curves.get(at).name()));
        }
        return new Chart("", id, title, title + " of " + String.join(", ", curves.stream().map(Curve::name).toList()),
                legend, plot.bottom() + NAMES, plot.markup(), false, List.of(), reading, table);
    }

    /** How a number is written. */
    private interface Written {
        String of(double number);
    }

    private static DataTable table(String caption, String first, List<Curve> curves, Written across, Written up) {
        var headings = new ArrayList<>(List.of(first));
        curves.forEach(curve -> headings.add(curve.name()));
        Curve longest = curves.stream().max((one, other) -> Integer.compare(one.x().length, other.x().length))
                .orElseThrow();
        var rows = new ArrayList<List<String>>();
        for (int point = 0; point < Math.min(40, longest.x().length); point++) {
            var row = new ArrayList<>(List.of(across.of(longest.x()[point])));
            for (Curve curve : curves) {
                row.add(point < curve.y().length ? up.of(curve.y()[point]) : "-");
            }
            rows.add(row);
        }
        return new DataTable(caption, headings, rows);
    }
}
