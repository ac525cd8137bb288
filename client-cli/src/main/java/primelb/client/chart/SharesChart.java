package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.stored.Totals;
import primelb.client.text.Format;

/** F: which part of the ok requests each server answered. */
final class SharesChart {
    private static final int ROW = 52;
    private static final int BAR = 24;
    private static final int NAMES = 24;

    /** A narrower piece has no room for its number. */
    private static final double ROOM = 0.14;

    private SharesChart() {
    }

    static Chart of(StoredResult result) {
        List<Part> parts = result.parts();
        var plot = new Plot(0, ROW * parts.size());
        List<String> servers = result.servers();
        for (int at = 0; at < parts.size(); at++) {
            row(parts.get(at), ROW * at + 20, servers, plot);
        }
        for (double tick : List.of(0.0, 0.25, 0.5, 0.75, 1.0)) {
            plot.name(tick, Plot.share(tick));
        }
        return new Chart("F", "shares", "Shares of the servers", description(result), Look.areas(result),
                plot.bottom() + NAMES, plot.markup(), false, List.of(),
                "Each bar is all ok requests of a phase, cut by who answered them; the small marks are where the cuts"
                        + " would be if all that answered had answered equally many.",
                table(result, servers));
    }

    private static void row(Part part, int y, List<String> servers, Plot plot) {
        plot.write(0, y - 5, "start", "label", Look.called(part));
        if (part.totals().ok() == 0) {
            plot.write(0, y + 17, "start", "soft", "no request was ok");
            return;
        }
        double from = 0;
        for (Totals.Server server : part.totals().servers()) {
            double to = Math.min(1, from + server.share());
            plot.markup().leaf("rect", "class", "piece", "x", Plot.percent(from), "width", Plot.percent(to - from), "y",
                    String.valueOf(y), "height", String.valueOf(BAR), "fill",
                    "url(#" + Look.pattern(servers.indexOf(server.name())) + ")");
            if (to - from >= ROOM) {
                plot.write((from + to) / 2, y + 17, "middle", "over " + Look.stroke(servers.indexOf(server.name())),
                        Format.percent(server.share(), 1));
            }
            from = to;
        }
        int answering = part.totals().servers().size();
        for (int cut = 1; cut < answering; cut++) {
            double even = (double) cut / answering;
            plot.line(even, even, y - 4, y + 2, "even");
            plot.line(even, even, y + BAR - 2, y + BAR + 4, "even");
        }
    }

    private static String description(StoredResult result) {
        var words = new ArrayList<String>();
        for (Part part : result.parts()) {
            words.add(Look.called(part) + ": " + String.join(", ", part.totals().servers().stream()
                    .map(server -> server.name() + " " + Format.percent(server.share(), 1)).toList()));
        }
        return String.join("; ", words) + ".";
    }

    private static DataTable table(StoredResult result, List<String> servers) {
        var headings = new ArrayList<>(List.of(""));
        servers.forEach(server -> headings.addAll(List.of(server + ", ok", server + ", share")));
        var rows = new ArrayList<List<String>>();
        for (Part part : result.parts()) {
            var row = new ArrayList<>(List.of(Look.called(part)));
            for (String name : servers) {
                row.add(part.totals().servers().stream().filter(server -> server.name().equals(name))
                        .map(server -> String.valueOf(server.ok())).findFirst().orElse("0"));
                row.add(Format.percent(part.totals().share(name), 1));
            }
            rows.add(row);
        }
        return new DataTable("Ok requests by phase and server", headings, rows);
    }
}
