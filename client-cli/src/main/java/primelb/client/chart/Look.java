package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;

/**
 * How servers and parts look, the same in every chart: a server has a colour, a pattern for areas, a mark for single
 * requests and a width for bars of time; a part has a dash. Beyond eight servers the looks begin anew.
 */
public final class Look {
    /** How many looks of a server there are. */
    static final int SERVERS = 8;

    /** How many looks of a part there are. */
    static final int PARTS = 4;

    private Look() {
    }

    /** Returns the pattern of a server's areas. */
    static String pattern(int server) {
        return "pat" + server % SERVERS;
    }

    /** Returns the style of lines in a server's colour. */
    static String stroke(int server) {
        return "stroke" + server % SERVERS;
    }

    /** Returns the style of a part's line. */
    static String line(int part) {
        return "line part" + part % PARTS;
    }

    /** Returns the patterns, which a document has once for all its charts. */
    public static Markup patterns() {
        var out = new Markup().open("defs");
        for (int server = 0; server < SERVERS; server++) {
            out.open("pattern", "id", pattern(server), "width", "6", "height", "6", "patternUnits", "userSpaceOnUse")
                    .leaf("rect", "class", "fill" + server, "width", "6", "height", "6");
            if (server > 0) {
                out.leaf("path", "class", "hatch", "d", hatch(server));
            }
            out.close();
        }
        out.open("pattern", "id", "waiting", "width", "8", "height", "8", "patternUnits", "userSpaceOnUse")
                .leaf("path", "class", "waitline", "d", "M-2 2L2 -2M-2 10L10 -2M6 10L10 6").close();
        return out.close();
    }

    private static String hatch(int server) {
        return switch (server) {
            case 1 -> "M-1.5 1.5L1.5 -1.5M-1.5 7.5L7.5 -1.5M4.5 7.5L7.5 4.5";
            case 2 -> "M0 3H6";
            case 3 -> "M-1.5 4.5L1.5 7.5M-1.5 -1.5L7.5 7.5M4.5 -1.5L7.5 1.5";
            case 4 -> "M3 0V6";
            case 5 -> "M0 3H6M3 0V6";
            case 6 -> "M2 3H4";
            default -> "M0 1.5H6M0 4.5H6";
        };
    }

    /** Returns the legend of areas: a pattern for each server. */
    static List<Chart.Legend> areas(StoredResult result) {
        var legend = new ArrayList<Chart.Legend>();
        List<String> servers = result.servers();
        for (int at = 0; at < servers.size(); at++) {
            legend.add(new Chart.Legend(box("fill:url(#" + pattern(at) + ")"), servers.get(at)));
        }
        return legend;
    }

    /** Returns the legend of single requests: a mark for each server. */
    static List<Chart.Legend> dots(StoredResult result) {
        var legend = new ArrayList<Chart.Legend>();
        List<String> servers = result.servers();
        for (int at = 0; at < servers.size(); at++) {
            var swatch = new Markup();
            for (String style : dotStyles(at)) {
                swatch.leaf("path", "class", style, "d", "M10 6h.01");
            }
            legend.add(new Chart.Legend(swatch, servers.get(at)));
        }
        return legend;
    }

    /** Returns the styles that are drawn over each other to make a server's mark: the second hollows the first out. */
    static List<String> dotStyles(int server) {
        int look = server % SERVERS;
        String shape = look % 2 == 0 ? "round" : "square";
        String first = "dot " + shape + " " + stroke(server);
        return look % 4 < 2 ? List.of(first) : List.of(first, "hollow " + shape);
    }

    /** Returns the legend of lines: a dash for each part. */
    static List<Chart.Legend> lines(StoredResult result) {
        var legend = new ArrayList<Chart.Legend>();
        for (int at = 0; at < result.parts().size(); at++) {
            legend.add(new Chart.Legend(new Markup().leaf("path", "class", line(at), "d", "M0 6H20"),
                    called(result.parts().get(at))));
        }
        return legend;
    }

    /** Returns the legend of bars of time: a colour and a width for each server. */
    static List<Chart.Legend> spans(StoredResult result) {
        var legend = new ArrayList<Chart.Legend>();
        List<String> servers = result.servers();
        for (int at = 0; at < servers.size(); at++) {
            legend.add(new Chart.Legend(new Markup().leaf("path", "class", "span " + stroke(at), "d",
                    "M0 6H20", "stroke-width", Plot.pixels(spanWidth(at, 9))), servers.get(at)));
        }
        return legend;
    }

    /** Returns how wide a server's bar of time is in a lane of this height. */
    static double spanWidth(int server, double lane) {
        return lane * (server % 3 == 0 ? 0.85 : server % 3 == 1 ? 0.5 : 0.25);
    }

    static Chart.Legend failed(String label) {
        return new Chart.Legend(new Markup().leaf("path", "class", "failed", "d", "M10 1V11"), label);
    }

    static Chart.Legend waiting(String label) {
        return new Chart.Legend(box("fill:url(#waiting)"), label);
    }

    private static Markup box(String style) {
        return new Markup().leaf("rect", "class", "box", "x", "1", "y", "0.5", "width", "18", "height", "11", "style",
                style);
    }

    /** Returns a part's name with what was the case in it. */
    static String called(Part part) {
        return part.title().isEmpty() ? part.name() : part.name() + ": " + part.title();
    }
}
