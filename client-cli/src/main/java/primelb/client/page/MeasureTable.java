package primelb.client.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import primelb.client.chart.DataTable;
import primelb.client.stored.Counts;
import primelb.client.stored.Latency;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.stored.Totals;
import primelb.client.text.Format;

/** The table of a result: a row a measure, a column a phase; the same words and figures as on the terminal. */
public final class MeasureTable {
    private static final String NOTHING = "-";
    private static final int ONE_STOPPED = 2;
    private static final List<Double> TOLD = List.of(50.0, 90.0, 95.0, 99.0, 99.9);

    private final StoredResult result;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private MeasureTable(StoredResult result) {
        this.result = result;
        result.parts().forEach(part -> columns.add(new Column(
                part.title().isEmpty() ? part.name() : part.name() + ": " + part.title(), Optional.of(part),
                part.totals(), part.counts())));
        result.whole().ifPresent(whole -> columns.add(new Column("whole run", Optional.empty(), whole.totals(),
                whole.counts())));
    }

    /** A phase, or the run that all phases are cut from. */
    private record Column(String heading, Optional<Part> part, Totals totals, Optional<Counts> counts) {
    }

    /** Returns the table. */
    public static DataTable of(StoredResult result) {
        return new MeasureTable(result).table();
    }

    private DataTable table() {
        var headings = new ArrayList<>(List.of(""));
        columns.forEach(column -> headings.add(column.heading()));
        if (result.parts().stream().anyMatch(part -> part.warmup().isPresent())) {
            parts("warm-up (not counted)", part -> part.warmup()
                    .map(warmup -> warmup.ok() + " ok, " + warmup.failed() + " failed"));
        }
        totals("requests ok", totals -> String.valueOf(totals.ok()));
        totals("requests failed", totals -> String.valueOf(totals.failed()));
        if (!result.work().otherUrls().isEmpty()) {
            totals("moved to another balancer", totals -> String.valueOf(totals.moved()));
            totals("sent again", totals -> String.valueOf(totals.sentAgain()));
        }
        totals("wall time", totals -> time(totals.wallMicros()));
        rates();
        totals("throughput", totals -> Format.rate(totals.throughput()));
        latencies("", Totals::latency);
        totals("max", totals -> totals.latency().map(latency -> time(latency.max())).orElse(NOTHING));
        if (result.work().offered().isPresent()) {
            latencies("service ", Totals::service);
        }
        for (String server : result.servers()) {
            totals("share of " + server, totals -> Format.percent(totals.share(server), 1));
        }
        result.ideal().ifPresent(ideal -> {
            parts("speedup", part -> ratio(result.speedup(part)));
            parts("ideal speedup", part -> Optional.of(Format.decimals(
                    part.number() == ONE_STOPPED ? 1 : ideal.value(), 2)));
        });
        if (result.parts().stream().anyMatch(part -> part.compute().isPresent())) {
            parts("server computed, p50", part -> Optional.of(percentile(part.compute(), 50)));
        }
        parts("client cpu", part -> Optional.of(Format.percent(part.client().cpuShare(), 0)));
        totals("client sent", totals -> String.valueOf(totals.sent()));
        if (columns.stream().anyMatch(column -> column.counts().isPresent())) {
            row("balancer counted", column -> column.counts().map(counts -> counts.balancer().isPresent()
                    ? String.valueOf(counts.balancer().getAsLong()) : "not told").orElse(NOTHING));
            row("servers counted", column -> column.counts().map(counts -> counts.servers().isPresent()
                    ? String.valueOf(counts.servers().getAsLong()) : counts.someServers() ? "not all reachable"
                    : "not reachable").orElse(NOTHING));
        }
        return new DataTable("Each phase in figures", headings, rows);
    }

    private void rates() {
        if (result.work().offered().isPresent()) {
            totals("offered", totals -> totals.rates().offered().isPresent()
                    ? Format.rate(totals.rates().offered().getAsDouble()) : NOTHING);
            totals("sent", totals -> Format.rate(totals.rates().sent())
                    + (totals.rates().keptUp() ? "" : " (too few)"));
            totals("completed", totals -> Format.rate(totals.rates().completed()));
        }
    }

    private void latencies(String kind, Function<Totals, Optional<Latency>> of) {
        for (double percent : TOLD) {
            if (columns.stream().anyMatch(column -> of.apply(column.totals())
                    .flatMap(latency -> latency.percentile(percent)).isPresent())) {
                totals(kind + "p" + (percent == Math.rint(percent) ? String.valueOf((int) percent)
                        : String.valueOf(percent)), totals -> percentile(of.apply(totals), percent));
            }
        }
    }

    private void totals(String label, Function<Totals, String> cell) {
        row(label, column -> cell.apply(column.totals()));
    }

    private void parts(String label, Function<Part, Optional<String>> cell) {
        row(label, column -> column.part().flatMap(cell).orElse(NOTHING));
    }

    private void row(String label, Function<Column, String> cell) {
        var row = new ArrayList<>(List.of(label));
        columns.forEach(column -> row.add(cell.apply(column)));
        rows.add(row);
    }

    static Optional<String> ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? Optional.of(Format.decimals(ratio.getAsDouble(), 2)) : Optional.empty();
    }

    static String percentile(Optional<Latency> latency, double percent) {
        return latency.flatMap(known -> known.percentile(percent))
                .map(each -> (each.approximate() ? "~" : "") + time(each.value())).orElse(NOTHING);
    }

    static String time(long micros) {
        return Format.nanos(micros * 1000);
    }
}
