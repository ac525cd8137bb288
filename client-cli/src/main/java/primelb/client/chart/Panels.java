package primelb.client.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;

/**
 * The parts of a result beside each other, each on its own time from its release, all on one scale; the waiting
 * between them is left out, so that what happened in them can be seen.
 */
final class Panels {
    private static final double GAP = 0.02;
    private static final int TICKS = 8;

    private static final int TITLES = 38;
    private static final int MARKS = 40;

    private final List<Part> parts;
    private final List<StoredResult.Mark> marks;
    private final boolean isOneRun;
    private final long total;
    private final double gap;

    Panels(StoredResult result) {
        this.parts = result.parts();
        this.marks = result.marks();
        this.isOneRun = result.isOneRun();
        this.total = Math.max(1, parts.stream().mapToLong(part -> part.totals().wallMicros()).sum());
        this.gap = isOneRun ? 0 : parts.size() > 10 ? GAP / 10 : GAP;
    }

    /**
     * Returns where a moment of a part lies, 0..1. What began before its part is where it began if the part before is
     * of the same run, and else at the part's beginning.
     */
    double place(int part, double micros) {
        long before = 0;
        for (int at = 0; at < part; at++) {
            before += parts.get(at).totals().wallMicros();
        }
        double room = 1 - gap * (parts.size() - 1);
        double first = isOneRun ? -before : 0;
        double inside = Math.clamp(micros, first, (double) parts.get(part).totals().wallMicros());
        return gap * part + room * (before + inside) / total;
    }

    double begin(int part) {
        return place(part, 0);
    }

    double end(int part) {
        return place(part, parts.get(part).totals().wallMicros());
    }

    /** Returns how much room the numbers of the marks and the titles need above the area. */
    int room() {
        return TITLES + marksRoom();
    }

    /** Returns whether any mark lies in a part. */
    boolean hasMarks() {
        return IntStream.range(0, marks.size()).anyMatch(mark -> partOf(mark) >= 0);
    }

    private int marksRoom() {
        return hasMarks() ? MARKS : 0;
    }

    /** Returns in which part a mark lies; -1 for one between the parts, which has no place here. */
    private int partOf(int mark) {
        for (int part = 0; part < parts.size(); part++) {
            long micros = marks.get(mark).micros() - parts.get(part).released();
            if (micros >= 0 && micros < parts.get(part).totals().wallMicros()) {
                return part;
            }
        }
        return -1;
    }

    private void marks(Plot plot) {
        for (int at = 0; at < marks.size(); at++) {
            int part = partOf(at);
            if (part >= 0) {
                long micros = marks.get(at).micros() - parts.get(part).released();
                plot.mark(place(part, micros), at % 2 == 0 ? 10 : 28, at + 1);
            }
        }
    }

    /** Draws the grounds and titles of the parts and the marks in them, and names times below them. */
    void draw(Plot plot) {
        int top = marksRoom();
        double step = Axis.step((double) total / TICKS);
        for (int at = 0; at < parts.size(); at++) {
            Part part = parts.get(at);
            plot.area(begin(at), end(at), top, plot.bottom(), part.number() % 2 == 0 ? "ground second" : "ground");
            for (double tick : ticks(part.totals().wallMicros(), step)) {
                double x = place(at, tick);
                plot.line(x, x, plot.bottom(), plot.bottom() + 4, "axis");
                plot.name(x, Axis.time(tick));
            }
        }
        marks(plot);
        for (int at = 0; at < parts.size(); at++) {
            plot.strip(begin(at), end(at), top + 2, parts.get(at).name(), parts.get(at).title());
        }
    }

    /** The last one is left out where it would meet the first of the next part. */
    private List<Double> ticks(long wall, double step) {
        var ticks = new ArrayList<Double>();
        for (int at = 0; at * step < wall - (at == 0 ? 0 : step * 0.6); at++) {
            ticks.add(at * step);
        }
        return ticks;
    }
}
