package primelb.client.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;

/** H: a lane for each client, in which each of its requests is a bar of time. */
final class LanesChart {
    private static final int NAMES = 24;

    /** More lanes cannot be told apart; then every so manieth client has one. */
    private static final int MOST = 60;

    /** What is taken off the end of a bar, so that it does not melt into the next. */
    private static final int CUT = 14;

    private static final int LOST = -1;

    private final StoredResult result;
    private final List<Long> clients;
    private final double lane;
    private final Plot plot;
    private final Panels panels;

    private LanesChart(StoredResult result) {
        this.result = result;
        this.clients = clients(result);
        this.lane = Math.clamp(240.0 / Math.max(1, clients.size()), 4, 16);
        this.panels = new Panels(result);
        this.plot = new Plot(panels.room(), (int) Math.ceil(lane * Math.max(1, clients.size())));
    }

    static Chart of(StoredResult result) {
        return new LanesChart(result).draw();
    }

    private static List<Long> clients(StoredResult result) {
        List<Long> all = result.parts().stream().flatMap(part -> Arrays.stream(part.samples().client())
                .boxed()).distinct().sorted().toList();
        int everyNth = Math.max(1, Math.ceilDiv(all.size(), MOST));
        var some = new ArrayList<Long>();
        for (int at = 0; at < all.size(); at += everyNth) {
            some.add(all.get(at));
        }
        return List.copyOf(some);
    }

    private Chart draw() {
        panels.draw(plot);
        int step = Math.max(1, (int) Math.ceil(14 / lane));
        for (int at = 0; at < clients.size(); at += step) {
            plot.markup().element("text", String.valueOf(clients.get(at)), "class", "tick", "x", "-8", "y",
                    Plot.pixels(middle(at) + 4), "text-anchor", "end");
        }
        plot.stretched(paths());
        var legend = new ArrayList<>(Look.spans(result));
        if (result.failed() > 0) {
            legend.add(Look.failed("a failed request ended"));
        }
        return new Chart("H", "clients", "A lane for each client", description(), legend, plot.bottom() + NAMES,
                plot.markup(), false, kept(),
                "Each row is a client, numbered at its left, and each bar in it a request, from the moment it"
                        + " was sent to its answer, by the server that answered; a client waits for an answer before it"
                        + " sends again, unless the loop is open.",
                table());
    }

    private double middle(int at) {
        return plot.top() + lane * (at + 0.5);
    }

    private List<Plot.Path> paths() {
        List<String> servers = result.servers();
        var bars = new TreeMap<Integer, StringBuilder>();
        var ends = new StringBuilder();
        var places = new HashMap<Long, Integer>();
        clients.forEach(client -> places.put(client, places.size()));
        for (int part = 0; part < result.parts().size(); part++) {
            Part.Samples samples = result.parts().get(part).samples();
            for (int at = 0; at < samples.count(); at++) {
                Integer place = places.get(samples.client()[at]);
                if (place != null) {
                    int from = Plot.units(panels.place(part, samples.started()[at]));
                    int to = Plot.units(panels.place(part, samples.finished()[at]));
                    int server = samples.isOk(at) ? servers.indexOf(samples.serverOf(at)) : LOST;
                    bars.computeIfAbsent(server, _ -> new StringBuilder()).append('M').append(from).append(' ')
                            .append(Plot.pixels(middle(place))).append('H')
                            .append(Math.max(from + 1, to - Math.min(CUT, (to - from) / 3)));
                    if (server == LOST) {
                        ends.append('M').append(to).append(' ').append(Plot.pixels(middle(place) - lane * 0.4))
                                .append('v').append(Plot.pixels(lane * 0.8));
                    }
                }
            }
        }
        var paths = new ArrayList<Plot.Path>();
        bars.forEach((server, path) -> paths.add(server == LOST ? new Plot.Path("span lost", 1, path.toString())
                : new Plot.Path("span " + Look.stroke(server), Look.spanWidth(server, lane), path.toString())));
        paths.add(new Plot.Path("failed", ends.toString()));
        return paths;
    }

    private List<String> kept() {
        return result.parts().stream().filter(part -> !part.samples().isComplete()).map(part -> part.name()
                + ": only %d of %d requests are drawn, so that a gap need not be a pause".formatted(
                        part.samples().count(), part.samples().of())).toList();
    }

    private String description() {
        long all = result.parts().stream().flatMapToLong(part -> Arrays.stream(part.samples().client()))
                .distinct().count();
        return "%d of %d clients are drawn.".formatted(clients.size(), all);
    }

    private DataTable table() {
        var rows = new ArrayList<List<String>>();
        for (long client : clients) {
            var row = new ArrayList<>(List.of("client " + client));
            for (Part part : result.parts()) {
                Part.Samples samples = part.samples();
                int requests = 0;
                int failed = 0;
                long longest = 0;
                for (int at = 0; at < samples.count(); at++) {
                    if (samples.client()[at] == client) {
                        requests++;
                        failed += samples.isOk(at) ? 0 : 1;
                        longest = Math.max(longest, samples.responseMicros(at));
                    }
                }
                row.add(requests + " sent, " + failed + " failed, longest " + LatencyTexts.time(longest));
            }
            rows.add(row);
        }
        var headings = new ArrayList<>(List.of(""));
        result.parts().forEach(part -> headings.add(Look.called(part)));
        return new DataTable("Requests of each client that is drawn", headings, rows);
    }
}
