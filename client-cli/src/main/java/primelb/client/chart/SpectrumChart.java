package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.stored.Latency;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;

/** E: the slow end, drawn out: each further nine of a percentage is as wide as the one before. */
final class SpectrumChart {
    private static final int TOP = 10;
    private static final int AREA = 220;
    private static final int NAMES = 24;
    private static final double[] NAMED = {0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999};

    /** Below this many requests beyond a percentile, one more or less moves it. */
    private static final int FEW = 10;

    private SpectrumChart() {
    }

    static Chart of(StoredResult result) {
        var plot = new Plot(TOP, AREA);
        Axis up = LatencyTexts.okAxis(result, 8);
        plot.upwards(up, Axis::time);
        double last = result.parts().stream().mapToDouble(part -> nines(100, part.totals().ok())).max().orElse(1);
        Axis across = new Axis(0, Math.max(1, last), false, List.of());
        for (double percent : NAMED) {
            double nines = nines(percent, Long.MAX_VALUE);
            if (nines <= across.high()) {
                plot.line(across.place(nines), across.place(nines), plot.top(), plot.bottom(), "grid");
                plot.name(across.place(nines), percent == 0 ? "min" : LatencyTexts.name(percent));
            }
        }
        var lines = new ArrayList<Plot.Path>();
        for (int at = 0; at < result.parts().size(); at++) {
            Part part = result.parts().get(at);
            lines.add(new Plot.Path(Look.line(at), path(part, across, up, plot, true)));
            lines.add(new Plot.Path(Look.line(at) + " unsure", path(part, across, up, plot, false)));
        }
        plot.stretched(lines);
        return new Chart("E", "spectrum", "Percentiles, the slow end drawn out", LatencyTexts.description(result),
                Look.lines(result), plot.bottom() + NAMES, plot.markup(), false, List.of(),
                "Across, the percentage of the ok requests, each further nine as wide as the one before; up, the time"
                        + " that they did not exceed; where a line is pale, fewer than ten requests carry it, and it"
                        + " ends at the slowest one.",
                table(result));
    }

    /** Returns how many nines a percentage has; of so many requests the slowest stands half a request before 100. */
    private static double nines(double percent, long requests) {
        double beyond = percent >= 100 ? 0.5 / Math.max(1, requests) : 1 - percent / 100;
        return -Math.log10(beyond);
    }

    private static String path(Part part, Axis across, Axis up, Plot plot, boolean sure) {
        var path = new StringBuilder();
        Part.Spectrum spectrum = part.spectrum();
        long requests = part.totals().ok();
        String previous = "";
        for (int at = 0; at < spectrum.percent().length; at++) {
            boolean isSure = requests * (1 - spectrum.percent()[at] / 100) >= FEW - 1e-6;
            String place = Plot.units(across.place(nines(spectrum.percent()[at], requests))) + " "
                    + Plot.pixels(plot.down(up.place(spectrum.micros()[at])));
            if (isSure == sure) {
                boolean begins = path.isEmpty();
                path.append(begins && !previous.isEmpty() ? "M" + previous + "L" : begins ? "M" : "L").append(place);
            }
            previous = place;
        }
        return path.toString();
    }

    private static DataTable table(StoredResult result) {
        var headings = new ArrayList<>(List.of(""));
        result.parts().forEach(part -> headings.add(Look.called(part)));
        var rows = new ArrayList<List<String>>();
        for (double percent : LatencyTexts.TOLD) {
            var row = new ArrayList<>(List.of(LatencyTexts.name(percent)));
            result.parts().forEach(part -> row.add(withInterval(part.totals().latency(), percent)));
            rows.add(row);
        }
        var most = new ArrayList<>(List.of("max"));
        result.parts().forEach(part -> most.add(part.totals().latency().map(Latency::max).map(LatencyTexts::time)
                .orElse("-")));
        rows.add(most);
        return new DataTable("Percentiles of the ok requests, with 95 % intervals", headings, rows);
    }

    private static String withInterval(Optional<Latency> latency, double percent) {
        String interval = latency.flatMap(known -> known.percentile(percent))
                .filter(each -> each.low().isPresent() && each.high().isPresent())
                .map(each -> " [" + LatencyTexts.time(each.low().getAsLong()) + " - "
                        + LatencyTexts.time(each.high().getAsLong()) + "]").orElse("");
        return LatencyTexts.percentile(latency, percent) + interval;
    }
}
