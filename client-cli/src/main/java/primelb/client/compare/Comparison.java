package primelb.client.compare;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import primelb.client.stored.StoredResult;

/**
 * What distinguishes two sides.
 *
 * @param base the side that the other is set against
 * @param other the other side
 * @param rows every figure that all runs have
 * @param remarks what else differs, in one line each
 */
public record Comparison(Side base, Side other, List<Row> rows, List<String> remarks) {
    /** The most runs a side has. */
    public static final int MOST_RUNS = 50;

    /** One figure, and how far it has shifted. */
    record Row(Figure figure, Shift shift) {
        /** Returns whether it is certainly for the worse. */
        boolean isWorse() {
            return isSure() && shift.difference() > 0 != figure.moreIsBetter();
        }

        /** Returns whether it is certainly for the better. */
        boolean isBetter() {
            return isSure() && shift.difference() > 0 == figure.moreIsBetter();
        }

        private boolean isSure() {
            return shift.difference() != 0 && shift.conclusion().filter(Shift.Conclusion::isSure).isPresent();
        }
    }

    /** Keeps its own copies. */
    public Comparison {
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /** Returns the comparison. */
    public static Comparison of(Side base, Side other) throws NotComparable {
        StoredResult model = base.results().getFirst();
        for (Side side : List.of(base, other)) {
            for (StoredResult result : side.results()) {
                check(model, result);
            }
            if (side.runs().size() > MOST_RUNS) {
                throw new NotComparable("%s must have at most %d runs, it has %d".formatted(side.name(), MOST_RUNS,
                        side.runs().size()));
            }
        }
        var rows = new ArrayList<Row>();
        List<Run> baseRuns = base.runs();
        List<Run> otherRuns = other.runs();
        Stream<Run> all = Stream.concat(baseRuns.stream(), otherRuns.stream());
        if (all.map(run -> run.parts().size()).distinct().count() > 1) {
            throw new NotComparable("not comparable: not every run has the same phases");
        }
        for (Figure figure : Figure.all(baseRuns.getFirst())) {
            double[] left = values(baseRuns, figure);
            double[] right = values(otherRuns, figure);
            if (left.length == baseRuns.size() && right.length == otherRuns.size()) {
                rows.add(new Row(figure, Shift.between(left, right)));
            }
        }
        return new Comparison(base, other, rows, remarks(base, other));
    }

    /** Returns whether there are enough runs to conclude anything. */
    public boolean isConclusive() {
        return Math.min(base.runs().size(), other.runs().size()) >= Shift.FEWEST;
    }

    /** Returns whether any figure is certainly for the worse. */
    public boolean isWorse() {
        return rows.stream().anyMatch(Row::isWorse);
    }

    private static double[] values(List<Run> runs, Figure figure) {
        return runs.stream().map(figure.of()::from).filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble).toArray();
    }

    private static void check(StoredResult model, StoredResult result) throws NotComparable {
        if (result.interrupted() || result.trouble().isPresent()
                || result.repetitions().stream().anyMatch(one -> !one.complete())) {
            throw new NotComparable(result.name() + " is a part of a result, and a part is not comparable");
        }
        same(model, result, "the command", found -> found.kind().name().toLowerCase(Locale.ROOT));
        same(model, result, "the work", found -> found.work().method() + " " + path(found.work().url()));
        same(model, result, "the number of clients", found -> String.valueOf(found.work().clients()));
        same(model, result, "the size", found -> found.work().stop());
        same(model, result, "the loop", found -> found.work().loop() + (found.work().offered().isPresent()
                ? " at " + found.work().offered().getAsDouble() + " req/s" : ""));
        same(model, result, "the load", found -> found.isOneRun() ? "one throughout" : "one a phase");
        same(model, result, "the connections", found -> found.work().keepAlive() ? "kept" : "one a request");
        same(model, result, "the number of phases", found -> String.valueOf(found.parts().size()));
    }

    private static void same(StoredResult model, StoredResult result, String what,
            Function<StoredResult, String> of) throws NotComparable {
        if (!of.apply(model).equals(of.apply(result))) {
            throw new NotComparable("not comparable: %s is %s in %s and %s in %s".formatted(what, of.apply(model),
                    model.name(), of.apply(result), result.name()));
        }
    }

    /** Where the work is done may be what is compared; what the work is may not. */
    private static String path(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        } catch (IllegalArgumentException _) {
            return url;
        }
    }

    private static List<String> remarks(Side base, Side other) {
        var remarks = new ArrayList<String>();
        remark(base, other, "processor", result -> result.origin().processor(), remarks);
        remark(base, other, "cores", result -> String.valueOf(result.origin().cpus()), remarks);
        remark(base, other, "JDK", result -> result.origin().jdk(), remarks);
        remark(base, other, "client", result -> result.origin().client(), remarks);
        remark(base, other, "policy", result -> result.system().flatMap(StoredResult.Facts::policy)
                .orElse("not known"), remarks);
        remark(base, other, "server cpus", result -> result.system().map(StoredResult.Facts::serverCpus)
                .filter(OptionalDouble::isPresent).map(cpus -> String.valueOf(cpus.getAsDouble()))
                .orElse("not known"), remarks);
        for (Side side : List.of(base, other)) {
            side.results().stream().flatMap(result -> result.parts().stream()
                    .filter(part -> part.client().mayHaveBeenTheLimit())
                    .map(part -> "in " + part.name() + " of " + result.name() + " the client may have been the limit"))
                    .forEach(remarks::add);
        }
        return remarks;
    }

    private static void remark(Side base, Side other, String what, Function<StoredResult, String> of,
            List<String> remarks) {
        var left = new TreeSet<>(base.results().stream().map(of).toList());
        var right = new TreeSet<>(other.results().stream().map(of).toList());
        if (!left.equals(right)) {
            remarks.add("%s: %s against %s".formatted(what, String.join(", ", left), String.join(", ", right)));
        }
    }
}
