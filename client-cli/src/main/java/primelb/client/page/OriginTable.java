package primelb.client.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;

/** I: where, with what and how a result came about. */
final class OriginTable {
    private static final String UNKNOWN = "not known";

    private OriginTable() {
    }

    /** Returns what is known, by its name. */
    static SequencedMap<String, String> of(StoredResult result) {
        var rows = new LinkedHashMap<String, String>();
        StoredResult.Origin origin = result.origin();
        StoredResult.Work work = result.work();
        rows.put("Measured at", Headline.date(result));
        rows.put("Command", "client-cli " + origin.commandLine().stream().map(OriginTable::quoted)
                .collect(Collectors.joining(" ")));
        rows.put("Work", work.method() + " " + String.join(" ", Stream.concat(Stream.of(work.url()),
                work.otherUrls().stream()).toList()));
        rows.put("Cost of the work", cost(result));
        rows.put("Load", "%d clients, %s, %s%s%s, %s, timeout %s".formatted(work.clients(), work.stop(), work.loop(),
                work.offered().isPresent() ? " at " + Format.rate(work.offered().getAsDouble()) : "",
                work.rampMillis() > 0 ? ", ramp " + MeasureTable.time(work.rampMillis() * 1000) : "",
                work.keepAlive() ? "keep-alive" : "a connection a request",
                MeasureTable.time(work.timeoutMillis() * 1000)));
        result.system().ifPresentOrElse(system -> system(system, rows),
                () -> rows.put("Balancer and servers", "not asked: run knows only the URL"));
        rows.put("Processor", origin.processor());
        rows.put("Cores for the client", String.valueOf(origin.cpus()));
        rows.put("System", origin.system());
        rows.put("JDK of the client", origin.jdk());
        rows.put("Client", "client-cli " + origin.client());
        return rows;
    }

    private static void system(StoredResult.Facts system, SequencedMap<String, String> rows) {
        rows.put("Policy of the balancer", system.policy().orElse(UNKNOWN));
        rows.put("Servers", system.servers() + " at first; " + system.stopped() + " is the one that was stopped");
        rows.put("Limits of each server", (system.serverCpus().isPresent() ? plain(system.serverCpus().getAsDouble())
                + " cpu" : "cpu limit " + UNKNOWN) + ", " + (system.serverMemoryBytes().isPresent()
                ? system.serverMemoryBytes().getAsLong() / (1 << 20) + " MiB memory" : "memory limit " + UNKNOWN)
                + " (" + system.limitSource() + ")");
    }

    private static String cost(StoredResult result) {
        List<String> words = result.parts().stream().filter(part -> part.compute().isPresent())
                .map(part -> part.name() + " " + MeasureTable.percentile(part.compute(), 50) + " ("
                        + MeasureTable.time(least(part)) + " - " + MeasureTable.time(most(part)) + ")").toList();
        return words.isEmpty() ? UNKNOWN + ": the answers do not say for how long they were computed"
                : "as the servers say, median and range: " + String.join(", ", words);
    }

    private static long least(Part part) {
        return part.compute().orElseThrow().min();
    }

    private static long most(Part part) {
        return part.compute().orElseThrow().max();
    }

    private static String plain(double cpus) {
        return String.format(Locale.ROOT, "%.2f", cpus).replaceFirst("\\.?0+$", "");
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
