package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;

/** B: what completed when, by server, over all phases and the waiting between them. */
final class ThroughputChart {
    private static final int MARKS = 40;
    private static final int TITLES = 38;
    private static final int AREA = 180;
    private static final int FAILURES = 14;
    private static final int NAMES = 24;

    /** So that no ground shows through between two areas that touch. */
    private static final double OVERLAP = 1.03;

    private final StoredResult result;
    private final String prefix;
    private final List<String> servers;
    private final Axis across;
    private final Axis up;
    private final int top;
    private final Plot plot;

    private ThroughputChart(StoredResult result, String prefix) {
        this.result = result;
        this.prefix = prefix;
        this.servers = result.servers();
        long end = result.parts().stream().mapToLong(Part::end).max().orElse(0);
        long last = result.marks().stream().mapToLong(StoredResult.Mark::micros).max().orElse(0);
        this.across = Axis.exact(Math.max(end, last), 6);
        this.up = Axis.linear(result.parts().stream().mapToDouble(ThroughputChart::peak).max().orElse(1));
        this.top = result.marks().isEmpty() ? 0 : MARKS;
        this.plot = new Plot(top + TITLES, AREA);
    }

    static Chart of(StoredResult result, String prefix) {
        return new ThroughputChart(result, prefix).draw();
    }

    private Chart draw() {
        bands();
        plot.upwards(up, Plot::rate);
        bars();
        marks();
        titles();
        failures();
        for (double tick : across.ticks()) {
            plot.markup().element("text", Axis.time(tick), "class", "tick", "x", Plot.percent(across.place(tick)), "y",
                    String.valueOf(plot.bottom() + FAILURES + 16), "text-anchor",
                    across.place(tick) > 0.97 ? "end" : "middle");
        }
        var legend = new ArrayList<>(Look.areas(result));
        if (result.failed() > 0) {
            legend.add(Look.failed("a failed request"));
        }
        if (result.parts().size() > 1 && !result.isOneRun()) {
            legend.add(Look.waiting("waiting and warm-up, in no phase"));
        }
        return new Chart("B", "throughput", "Throughput over time", description(), legend,
                plot.bottom() + FAILURES + NAMES, plot.markup(), true, notes(), reading(), table());
    }

    /** The waiting is drawn as what it is, and each part has a ground of its own. */
    private void bands() {
        double from = 0;
        for (Part part : result.parts()) {
            double begin = across.place(part.released());
            if (begin > from) {
                plot.area(from, begin, plot.top(), plot.bottom(), "waiting");
            }
            plot.area(begin, across.place(part.end()), top, plot.bottom(), part.number() % 2 == 0 ? "ground second"
                    : "ground");
            from = across.place(part.end());
        }
        if (from < 1) {
            plot.area(from, 1, plot.top(), plot.bottom(), "waiting");
        }
    }

    private void titles() {
        for (Part part : result.parts()) {
            plot.strip(across.place(part.released()), across.place(part.end()), top + 2, part.name(), part.title());
        }
    }

    /** All areas of a server are one filled shape, cut out where they are: a printer draws its pattern once. */
    private void bars() {
        for (String server : servers) {
            String look = Look.pattern(servers.indexOf(server));
            String shape = prefix + "throughput-" + servers.indexOf(server);
            plot.markup().open("clipPath", "id", shape);
            result.parts().forEach(part -> bars(part, server));
            plot.markup().close();
            plot.markup().leaf("rect", "width", "100%", "height", String.valueOf(plot.bottom()), "fill",
                    "url(#" + look + ")", "clip-path", "url(#" + shape + ")");
        }
    }

    private void bars(Part part, String server) {
        Part.Bins bins = part.bins();
        int place = bins.servers().indexOf(server);
        for (int bin = 0; place >= 0 && bin < bins.count(); bin++) {
            long done = bins.ok()[place][bin];
            if (done > 0) {
                double width = bins.width(bin, part.totals().wallMicros());
                double from = part.released() + (double) bin * bins.widthMicros();
                double low = plot.down(up.place(below(bins, server, bin) * 1e6 / width));
                double high = plot.down(up.place((below(bins, server, bin) + done) * 1e6 / width));
                plot.markup().leaf("rect", "x", Plot.percent(across.place(from)), "width",
                        Plot.percent((across.place(from + width) - across.place(from)) * OVERLAP), "y",
                        Plot.pixels(high), "height", Plot.pixels(low - high));
            }
        }
    }

    /** What the servers that are drawn below this one completed in the same time. */
    private long below(Part.Bins bins, String server, int bin) {
        long below = 0;
        for (String other : servers.subList(0, servers.indexOf(server))) {
            int place = bins.servers().indexOf(other);
            below += place < 0 ? 0 : bins.ok()[place][bin];
        }
        return below;
    }

    private static double peak(Part part) {
        Part.Bins bins = part.bins();
        double peak = part.totals().throughput();
        for (int bin = 0; bin < bins.count(); bin++) {
            long done = 0;
            for (long[] row : bins.ok()) {
                done += row[bin];
            }
            peak = Math.max(peak, done * 1e6 / bins.width(bin, part.totals().wallMicros()));
        }
        return peak;
    }

    private void marks() {
        for (int at = 0; at < result.marks().size(); at++) {
            plot.mark(across.place(result.marks().get(at).micros()), at % 2 == 0 ? 10 : 28, at + 1);
        }
    }

    /** Single ticks where single failures are known, which is of the first thousands at least. */
    private void failures() {
        var path = new StringBuilder();
        int last = -1;
        for (Part part : result.parts()) {
            Part.Samples samples = part.samples();
            for (int at = 0; at < samples.count(); at++) {
                int x = Plot.units(across.place(part.released() + samples.finished()[at]));
                if (!samples.isOk(at) && x != last) {
                    path.append('M').append(x).append(' ').append(plot.bottom() + 2).append('v').append(FAILURES - 4);
                    last = x;
                }
            }
        }
        plot.stretched(List.of(new Plot.Path("failed", path.toString())));
    }

    private List<String> notes() {
        return result.marks().stream().map(mark -> Format.nanos(mark.micros() * 1000) + " " + mark.what()).toList();
    }

    private String description() {
        var words = new ArrayList<String>();
        for (Part part : result.parts()) {
            words.add("%s completed %s over %s, %d of its requests failed".formatted(Look.called(part),
                    Format.rate(part.totals().throughput()), Format.nanos(part.totals().wallMicros() * 1000),
                    part.totals().failed()));
        }
        return String.join("; ", words) + ".";
    }

    private String reading() {
        return "The height is how many ok requests were completed per second, stacked by the server that answered;"
                + " what is missing against the neighbouring phase is what one server brings"
                + (result.marks().isEmpty() ? "."
                : ", and the numbered lines are the moments listed below the drawing.");
    }

    private DataTable table() {
        var headings = new ArrayList<>(List.of("from", "to"));
        headings.addAll(servers);
        headings.add("failed");
        var rows = new ArrayList<List<String>>();
        for (Part part : result.parts()) {
            Part.Bins bins = part.bins();
            for (int bin = 0; bin < bins.count(); bin++) {
                long from = part.released() + bin * bins.widthMicros();
                long to = from + bins.width(bin, part.totals().wallMicros());
                var row = new ArrayList<>(List.of(Axis.plain(from / 1e6) + " s", Axis.plain(to / 1e6) + " s"));
                for (String server : servers) {
                    int at = bins.servers().indexOf(server);
                    row.add(at < 0 ? "0" : String.valueOf(bins.ok()[at][bin]));
                }
                row.add(String.valueOf(bins.failed()[bin]));
                rows.add(row);
            }
        }
        return new DataTable("Requests completed in each part of the time", headings, rows);
    }
}
