package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;

/** G: throughput of each phase against that of phase 2, and the most that could be expected. */
final class SpeedupChart {
    private static final int ROW = 52;
    private static final int BAR = 24;
    private static final int NAMES = 24;
    private static final int ONE_STOPPED = 2;

    /** A shorter bar has no room for its number. */
    private static final double ROOM = 0.2;

    private SpeedupChart() {
    }

    /** Returns the chart; empty where there are no phases to compare. */
    static Optional<Chart> of(StoredResult result) {
        if (result.ideal().isEmpty() || result.parts().stream().noneMatch(part -> result.speedup(part).isPresent())) {
            return Optional.empty();
        }
        StoredResult.Ideal ideal = result.ideal().get();
        List<Part> parts = result.parts();
        double most = Math.max(parts.stream().mapToDouble(part -> result.speedup(part).orElse(0)).max().orElse(1),
                repeated(result).stream().mapToDouble(Double::doubleValue).max().orElse(0));
        Axis across = Axis.linear(Math.max(most, ideal.value()) * 1.02);
        var plot = new Plot(0, ROW * parts.size());
        for (double tick : across.ticks()) {
            plot.line(across.place(tick), across.place(tick), 0, plot.bottom(), "grid");
            plot.name(across.place(tick), Axis.plain(tick));
        }
        for (int at = 0; at < parts.size(); at++) {
            row(parts.get(at), result.speedup(parts.get(at)), ideal(parts.get(at), ideal), ROW * at + 20, across, plot);
        }
        if (!parts.isEmpty() && parts.getFirst().number() == 1) {
            dots(repeated(result), across, plot);
        }
        var legend = new ArrayList<>(List.of(
                new Chart.Legend(new Markup().leaf("rect", "class", "speed", "x", "1", "y", "1", "width", "18",
                        "height", "10"), "measured"),
                new Chart.Legend(new Markup().leaf("path", "class", "ideal", "d", "M10 0V12"), "ideal")));
        if (!repeated(result).isEmpty()) {
            legend.add(new Chart.Legend(new Markup().leaf("circle", "class", "repeated", "cx", "10", "cy", "6", "r",
                    "4"), "each repetition"));
        }
        return Optional.of(new Chart("G", "speedup", "Speedup against the ideal", description(result), legend,
                plot.bottom() + NAMES, plot.markup(), false, List.of(),
                "Each bar is a phase's throughput as a multiple of that of phase 2; the line is the most that the known"
                        + " limits allow: " + ideal.assumption() + ".",
                table(result, ideal)));
    }

    /** Returns the speedup of phase 1 in each of several experiments; nothing where there was only one. */
    private static List<Double> repeated(StoredResult result) {
        return result.repetitions().size() < 2 ? List.of() : result.repetitions().stream()
                .filter(one -> one.complete() && one.speedup().isPresent())
                .map(one -> one.speedup().getAsDouble()).toList();
    }

    /** Into the first bar, which is that of phase 1. */
    private static void dots(List<Double> speedups, Axis across, Plot plot) {
        speedups.forEach(speedup -> plot.markup().leaf("circle", "class", "repeated", "cx",
                Plot.percent(across.place(speedup)), "cy", String.valueOf(20 + BAR / 2), "r", "4"));
    }

    /** In phase 2 as many servers run as it is compared with. */
    private static double ideal(Part part, StoredResult.Ideal ideal) {
        return part.number() == ONE_STOPPED ? 1 : ideal.value();
    }

    private static void row(Part part, OptionalDouble speedup, double ideal, int y, Axis across, Plot plot) {
        plot.write(0, y - 5, "start", "label", Look.called(part));
        if (speedup.isPresent()) {
            plot.area(0, across.place(speedup.getAsDouble()), y, y + BAR, "speed");
            double end = across.place(speedup.getAsDouble());
            boolean inside = end > ROOM;
            plot.markup().open("svg", "x", inside ? "0" : Plot.percent(end), "y", String.valueOf(y), "width", "60",
                    "height", String.valueOf(BAR), "overflow", "visible").element("text",
                    Format.decimals(speedup.getAsDouble(), 2), "class", inside ? "value" : "strong", "x", "8", "y",
                    "17").close();
        }
        plot.line(across.place(ideal), across.place(ideal), y - 3, y + BAR + 3, "ideal");
    }

    private static String description(StoredResult result) {
        var words = new ArrayList<String>();
        for (Part part : result.parts()) {
            words.add(Look.called(part) + " " + shown(result.speedup(part)));
        }
        return "Against phase 2: " + String.join(", ", words) + "; ideal "
                + Format.decimals(result.ideal().map(StoredResult.Ideal::value).orElse(1.0), 2) + ".";
    }

    private static DataTable table(StoredResult result, StoredResult.Ideal ideal) {
        var rows = new ArrayList<List<String>>();
        for (Part part : result.parts()) {
            rows.add(List.of(Look.called(part), Format.rate(part.totals().throughput()),
                    shown(result.speedup(part)), Format.decimals(ideal(part, ideal), 2)));
        }
        return new DataTable("Speedup by phase", List.of("", "throughput", "speedup", "ideal"), rows);
    }

    private static String shown(OptionalDouble speedup) {
        return speedup.isPresent() ? Format.decimals(speedup.getAsDouble(), 2) : "-";
    }
}
