package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;

/** D: which part of the ok requests had their answer after which time, a line a phase. */
final class CdfChart {
    private static final int TOP = 10;
    private static final int AREA = 220;
    private static final int NAMES = 24;

    private CdfChart() {
    }

    static Chart of(StoredResult result) {
        var plot = new Plot(TOP, AREA);
        plot.upwards(new Axis(0, 1, false, List.of(0.0, 0.25, 0.5, 0.75, 1.0)), Plot::share);
        Axis across = LatencyTexts.okAxis(result, 6);
        for (double tick : across.ticks()) {
            double x = across.place(tick);
            plot.line(x, x, plot.top(), plot.bottom(), "grid");
            plot.name(x, Axis.time(tick));
        }
        var lines = new ArrayList<Plot.Path>();
        for (int at = 0; at < result.parts().size(); at++) {
            lines.add(new Plot.Path(Look.line(at), path(result.parts().get(at), across, plot)));
        }
        plot.stretched(lines);
        return new Chart("D", "cdf", "Share of requests answered within a time", LatencyTexts.description(result),
                Look.lines(result), plot.bottom() + NAMES, plot.markup(), false, List.of(),
                "Follow a line to the height of 50 %: half of that phase's ok requests had their answer within the time"
                        + " below it; a line further left is faster, a steeper one more even.",
                table(result));
    }

    private static String path(Part part, Axis across, Plot plot) {
        var path = new StringBuilder();
        Part.Spectrum spectrum = part.spectrum();
        for (int at = 0; at < spectrum.percent().length; at++) {
            path.append(at == 0 ? 'M' : 'L').append(Plot.units(across.place(spectrum.micros()[at]))).append(' ')
                    .append(Plot.pixels(plot.down(spectrum.percent()[at] / 100)));
        }
        return path.toString();
    }

    private static DataTable table(StoredResult result) {
        var headings = new ArrayList<>(List.of("answered"));
        result.parts().forEach(part -> headings.add(Look.called(part)));
        var rows = new ArrayList<List<String>>();
        for (double percent : List.of(0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 100.0)) {
            var row = new ArrayList<>(List.of(Axis.plain(percent) + " %"));
            result.parts().forEach(part -> row.add(within(part, percent)));
            rows.add(row);
        }
        return new DataTable("Time within which so many of the ok requests were answered", headings, rows);
    }

    private static String within(Part part, double percent) {
        for (int at = 0; at < part.spectrum().percent().length; at++) {
            if (part.spectrum().percent()[at] == percent) {
                return LatencyTexts.time(part.spectrum().micros()[at]);
            }
        }
        return "-";
    }
}
