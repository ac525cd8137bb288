package primelb.client.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import primelb.client.stored.Latency;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.stored.Totals;

/** C: one mark a request, by when it was finished and how long it took. */
final class LatencyChart {
    private static final int AREA = 240;
    private static final int NAMES = 24;
    private static final int FAILED = -1;

    private LatencyChart() {
    }

    static Chart of(StoredResult result) {
        var panels = new Panels(result);
        var plot = new Plot(panels.room(), AREA);
        panels.draw(plot);
        Axis up = LatencyTexts.axis(result);
        plot.upwards(up, Axis::time);
        List<Plot.Path> layers = new ArrayList<>();
        paths(result, plot, panels, up).forEach((server, path) -> {
            List<String> styles = server == FAILED ? List.of("failed") : Look.dotStyles(server);
            styles.forEach(style -> layers.add(new Plot.Path(style, path)));
        });
        plot.stretched(layers);
        var legend = new ArrayList<>(Look.dots(result));
        if (result.failed() > 0) {
            legend.add(Look.failed("failed, at its elapsed time"));
        }
        return new Chart("C", "latency", "Every request", LatencyTexts.description(result), legend,
                plot.bottom() + NAMES, plot.markup(), false, kept(result),
                "Each mark is a request: across, when it was finished, in time since its phase began; up, how long it"
                        + " took, where equal distances are equal ratios" + (panels.hasMarks()
                        ? "; the numbered lines are those of B." : "."),
                table(result));
    }

    /** Returns a path for each server and one for the failed; marks that would cover each other are drawn once. */
    private static SequencedMap<Integer, String> paths(StoredResult result, Plot plot, Panels panels, Axis up) {
        List<String> servers = result.servers();
        Map<Integer, Set<Long>> places = new LinkedHashMap<>();
        for (int part = 0; part < result.parts().size(); part++) {
            Part.Samples samples = result.parts().get(part).samples();
            for (int at = 0; at < samples.count(); at++) {
                long x = Plot.units(panels.place(part, samples.finished()[at])) / 4 * 4;
                long y = Math.round(plot.down(up.place(samples.responseMicros(at))) * 2);
                int server = samples.isOk(at) ? Math.max(0, servers.indexOf(samples.serverOf(at))) : FAILED;
                places.computeIfAbsent(server, _ -> new TreeSet<>()).add(x << 20 | y);
            }
        }
        var paths = new LinkedHashMap<Integer, String>();
        for (int server = 0; server < servers.size(); server++) {
            paths.put(server, path(places.getOrDefault(server, Set.of()), "h.1", 0));
        }
        paths.put(FAILED, path(places.getOrDefault(FAILED, Set.of()), "v10", -5));
        return paths;
    }

    private static String path(Set<Long> places, String stroke, int shift) {
        var path = new StringBuilder();
        for (long place : places) {
            path.append('M').append(place >> 20).append(' ')
                    .append(Axis.plain((place & 0xFFFFF) / 2.0 + shift)).append(stroke);
        }
        return path.toString();
    }

    private static List<String> kept(StoredResult result) {
        return result.parts().stream().filter(part -> !part.samples().isComplete()).map(part -> part.name()
                + ": %d of %d requests are drawn: the first failed ones, the slowest, and every %dth of the others"
                        .formatted(part.samples().count(), part.samples().of(), part.samples().everyNth())).toList();
    }

    private static DataTable table(StoredResult result) {
        var rows = new ArrayList<List<String>>();
        for (Part part : result.parts()) {
            for (Totals.Server server : part.totals().servers()) {
                var row = new ArrayList<>(List.of(part.name() + ", " + server.name(), String.valueOf(server.ok())));
                row.add(server.latency().map(Latency::min).map(LatencyTexts::time).orElse("-"));
                for (double percent : List.of(50.0, 90.0, 99.0)) {
                    row.add(LatencyTexts.percentile(server.latency(), percent));
                }
                row.add(server.latency().map(Latency::max).map(LatencyTexts::time).orElse("-"));
                rows.add(row);
            }
            part.totals().failures().forEach(failure -> rows.add(List.of(part.name() + ", failed: " + failure.kind(),
                    String.valueOf(failure.count()), "-", "-", "-", "-", "-")));
        }
        return new DataTable("Response times by phase and server (every single request is in the CSV)",
                List.of("", "requests", "min", "p50", "p90", "p99", "max"), rows);
    }
}
