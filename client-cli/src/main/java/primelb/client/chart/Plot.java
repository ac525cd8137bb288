package primelb.client.chart;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * Draws into an area that is as wide as there is room and so many pixels high. Places across are 0..1, places down
 * are pixels from the top of the drawing.
 */
final class Plot {
    /** Of how many units the stretched layers are wide: finer than any screen. */
    static final int UNITS = 10_000;

    private final int top;
    private final int height;
    private final Markup out = new Markup();

    Plot(int top, int height) {
        this.top = top;
        this.height = height;
    }

    int top() {
        return top;
    }

    int bottom() {
        return top + height;
    }

    /** Returns how far down a value lies that is so far up, 0..1. */
    double down(double up) {
        return top + height * (1 - up);
    }

    Markup markup() {
        return out;
    }

    /** Draws a line across for each tick of an axis that goes up, with its name left of it. */
    void upwards(Axis axis, DoubleFunction<String> name) {
        for (double tick : axis.ticks()) {
            double y = down(axis.place(tick));
            line(0, 1, y, y, tick == axis.low() ? "axis" : "grid");
            beside(y, name.apply(tick));
        }
    }

    /** Names a place on the axis that goes up. */
    void beside(double y, String label) {
        out.element("text", label, "class", "tick", "x", "-8", "y", pixels(y + 4), "text-anchor", "end");
    }

    /** Names a place on the axis that goes across. */
    void name(double at, String label) {
        String anchor = at > 0.97 ? "end" : "middle";
        out.element("text", label, "class", "tick", "x", percent(at), "y", pixels(bottom() + 16), "text-anchor",
                anchor);
    }

    /** Draws a line. */
    void line(double fromX, double toX, double fromY, double toY, String style) {
        out.leaf("line", "class", style, "x1", percent(fromX), "x2", percent(toX), "y1", pixels(fromY), "y2",
                pixels(toY));
    }

    /** Draws an area of a style. */
    void area(double fromX, double toX, double fromY, double toY, String style) {
        out.leaf("rect", "class", style, "x", percent(fromX), "y", pixels(fromY), "width",
                percent(Math.max(0, toX - fromX)), "height", pixels(Math.max(0, toY - fromY)));
    }

    /** Writes at a place. */
    void write(double x, double y, String anchor, String style, String text) {
        out.element("text", text, "class", style, "x", percent(x), "y", pixels(y), "text-anchor", anchor);
    }

    /** Writes lines at the left of a strip, cut where the strip ends, so that they meet no neighbour. */
    void strip(double from, double to, int y, String first, String second) {
        out.open("svg", "x", percent(from), "y", String.valueOf(y), "width", percent(to - from), "height", "34",
                "overflow", "hidden");
        out.element("text", first, "class", "strong halo", "x", "4", "y", "13");
        if (!second.isEmpty()) {
            out.element("text", second, "class", "soft halo", "x", "4", "y", "28");
        }
        out.close();
    }

    /** Draws a numbered disc that a note below explains, on a line down through the area. */
    void mark(double at, int y, int number) {
        line(at, at, y, bottom(), "event");
        out.leaf("circle", "class", "disc", "cx", percent(at), "cy", String.valueOf(y), "r", "8");
        out.element("text", String.valueOf(number), "class", "discno", "x", percent(at), "y", String.valueOf(y + 4),
                "text-anchor", "middle");
    }

    /**
     * Lines in the units of a stretched layer.
     *
     * @param width in pixels; 0 for the width that the style has
     */
    record Path(String style, double width, String data) {
        Path(String style, String data) {
            this(style, 0, data);
        }
    }

    /** Draws paths whose places across are units, {@link #UNITS} over the whole width. */
    void stretched(List<Path> paths) {
        out.open("svg", "x", "0", "y", "0", "width", "100%", "height", String.valueOf(bottom()), "viewBox",
                "0 0 " + UNITS + " " + bottom(), "preserveAspectRatio", "none", "overflow", "visible");
        for (Path path : paths) {
            if (path.width() > 0) {
                out.leaf("path", "class", path.style(), "stroke-width", pixels(path.width()), "d", path.data());
            } else if (!path.data().isEmpty()) {
                out.leaf("path", "class", path.style(), "d", path.data());
            }
        }
        out.close();
    }

    /** Returns a place across in the units of a stretched layer. */
    static int units(double at) {
        return (int) Math.round(at * UNITS);
    }

    static String percent(double part) {
        return Axis.plain(part * 100) + "%";
    }

    static String pixels(double pixels) {
        return Axis.plain(Math.round(pixels * 10) / 10.0);
    }

    static String rate(double perSecond) {
        return perSecond == 0 ? "0" : Axis.plain(perSecond) + "/s";
    }

    static String share(double part) {
        return String.format(Locale.ROOT, "%.0f %%", part * 100);
    }
}
