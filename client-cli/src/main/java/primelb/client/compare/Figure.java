package primelb.client.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import primelb.client.text.Format;

/**
 * One number that every run of some work has.
 *
 * @param part the part of the result it is about, such as {@code phase 1}
 * @param name what it is
 * @param unit how it is written
 * @param moreIsBetter whether a greater one is the better one
 * @param of takes it from a run; empty where the run has too few requests for it
 */
record Figure(String part, String name, Unit unit, boolean moreIsBetter, Reader of) {
    private static final List<Double> PERCENTS = List.of(50.0, 90.0, 99.0);

    /** How a figure is written. */
    enum Unit {
        /** Requests per second. */
        RATE,
        /** Microseconds. */
        TIME,
        /** Requests. */
        COUNT,
        /** A multiple. */
        RATIO;

        String written(double value) {
            return switch (this) {
                case RATE -> Format.rate(value);
                case TIME -> Format.nanos(Math.round(value * 1000));
                case COUNT -> Format.decimals(value, value == Math.rint(value) ? 0 : 1);
                case RATIO -> Format.decimals(value, 2);
            };
        }
    }

    /** Takes a figure from a run. */
    interface Reader {
        OptionalDouble from(Run run);
    }

    /** Returns every figure of runs that have the parts of this one. */
    static List<Figure> all(Run model) {
        var figures = new ArrayList<Figure>();
        if (model.speedup().isPresent()) {
            figures.add(new Figure("all phases", "speedup", Unit.RATIO, true, Run::speedup));
        }
        for (int at = 0; at < model.parts().size(); at++) {
            int place = at;
            String part = model.parts().get(at).name();
            figures.add(new Figure(part, "throughput", Unit.RATE, true,
                    run -> OptionalDouble.of(run.parts().get(place).throughput())));
            figures.add(new Figure(part, "failed", Unit.COUNT, false,
                    run -> OptionalDouble.of(run.parts().get(place).failed())));
            for (double percent : PERCENTS) {
                figures.add(new Figure(part, "p" + (int) percent, Unit.TIME, false,
                        run -> run.percentile(place, percent)));
            }
            figures.add(new Figure(part, "max", Unit.TIME, false, run -> run.max(place)));
        }
        return figures;
    }
}
