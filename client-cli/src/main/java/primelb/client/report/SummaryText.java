package primelb.client.report;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import primelb.client.load.LoadPlan;
import primelb.client.load.Target;
import primelb.client.summary.ClientEffort;
import primelb.client.summary.Rates;
import primelb.client.summary.Summary;
import primelb.client.text.Format;
import primelb.client.text.Layout;
import primelb.client.text.Palette;

/** Writes the rows that a run and a phase have in common. */
final class SummaryText {
    private SummaryText() {
    }

    static String heading(LoadPlan plan, Target target) {
        return String.join("   ", plan.shape(), plan.pacer().label(),
                target.keepAlive() ? "keep-alive" : "a connection a request", "HTTP/1.1");
    }

    /** Returns what is sent where. */
    static String work(Target target) {
        return target.request().method() + " " + target.all().stream().map(URI::toString)
                .collect(Collectors.joining(" "));
    }

    static List<String> result(String label, Summary summary, String remark) {
        var items = new ArrayList<>(List.of(summary.ok() + " ok", summary.failed() + " failed",
                "in " + Format.nanos(summary.wallNanos()), Format.rate(summary.throughput())));
        if (!remark.isEmpty()) {
            items.add(remark);
        }
        return Layout.row(label, 3, items);
    }

    /**
     * Returns the latencies of the ok requests, and those of all where some failed. In an open loop they count from
     * when a request was due; then the service times, from when a client took it up, stand beneath.
     */
    static List<String> latencies(Summary summary, boolean allPercentiles) {
        var lines = new ArrayList<>(Layout.row("Latency", 2, LatencyRow.items(summary.okLatency(), allPercentiles)));
        if (summary.rates().offered().isPresent()) {
            lines.addAll(Layout.row("Service", 2, LatencyRow.items(summary.serviceLatency(), allPercentiles)));
        }
        if (summary.failed() > 0) {
            lines.addAll(Layout.row("Incl. fail", 2, LatencyRow.items(summary.allLatency(), allPercentiles)));
        }
        return lines;
    }

    /** Returns the rates of an open loop, with a warning where it was not one; none for a closed loop. */
    static List<String> rates(Summary summary, Palette palette) {
        Rates rates = summary.rates();
        if (rates.offered().isEmpty()) {
            return List.of();
        }
        var items = new ArrayList<>(List.of("offered " + Format.rate(rates.offered().getAsDouble()),
                "sent " + Format.rate(rates.sent()), "completed " + Format.rate(rates.completed())));
        if (!rates.keptUp()) {
            items.add(palette.warning("-> only " + Format.percent(rates.sentShare(), 1) + " of it was sent: no client"
                    + " was free (try more: -c)"));
        }
        return Layout.row("Rates", 3, items);
    }

    /** Returns the row on requests that went on to another balancer; none where there is one balancer. */
    static List<String> moves(Summary summary, Target target) {
        return target.others().isEmpty() ? List.of() : Layout.row("Moved", 1, List.of(
                summary.moves().moved() + " to another balancer,",
                summary.moves().sentAgain() + " of these sent again"));
    }

    static List<String> servers(Summary summary) {
        List<String> items = summary.servers().stream().map(server -> String.join("  ", server.name(),
                String.valueOf(server.ok()), Format.percent(server.share(), 1),
                LatencyRow.percentile(server.latency(), 0.5).map(p50 -> "p50 " + p50).orElse("p50 -"))).toList();
        return items.isEmpty() ? List.of() : Layout.row("Servers", 4, items);
    }

    static List<String> failures(String label, Summary summary, Palette palette) {
        var lines = new ArrayList<String>();
        for (Summary.FailureCount failure : summary.failures()) {
            lines.addAll(Layout.row(lines.isEmpty() ? label : "", 2, List.of(
                    failure.count() + " " + palette.bad(failure.kind().label()),
                    "first: " + failure.firstExample())));
        }
        return lines;
    }

    static List<String> effort(ClientEffort effort, Palette palette) {
        String verdict = "-> " + effort.verdict();
        return Layout.row("Client", 2, List.of(
                "cpu " + Format.percent(effort.cpuShare(), 0) + " of " + effort.cores() + " cores",
                "longest own stall " + Format.nanos(effort.longestStallNanos()),
                effort.mayHaveBeenTheLimit() ? palette.warning(verdict) : verdict));
    }

    static List<String> timeline(Summary summary) {
        var rows = new ArrayList<List<String>>();
        List<String> names = summary.timeline().stream().flatMap(second -> second.okByServer().keySet().stream())
                .distinct().sorted().toList();
        var heading = new ArrayList<>(List.of("second", "ok", "failed"));
        heading.addAll(names);
        rows.add(heading);
        for (Summary.Second second : summary.timeline()) {
            int ok = second.okByServer().values().stream().mapToInt(Integer::intValue).sum();
            var row = new ArrayList<>(List.of(String.valueOf(second.second()), String.valueOf(ok),
                    String.valueOf(second.failed())));
            names.forEach(name -> row.add(String.valueOf(second.okByServer().getOrDefault(name, 0))));
            rows.add(row);
        }
        return Layout.table(rows);
    }
}
