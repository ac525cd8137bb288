package primelb.client.simulate;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import primelb.client.text.Format;
import primelb.client.text.Layout;
import primelb.client.text.Palette;

/** Writes a scenario and what policies make of it, for a person. */
public final class SimulationText {
    private SimulationText() {
    }

    /** Returns the text, ending with a line end. */
    public static String of(Scenario scenario, List<SimulationResult> results, Palette palette) {
        var lines = new ArrayList<String>();
        lines.addAll(Layout.row("Servers", 3, servers(scenario)));
        lines.addAll(Layout.row("Load", 3, load(scenario)));
        if (!scenario.faults().isEmpty()) {
            lines.addAll(Layout.row("Faults", 3, scenario.faults().stream().map(SimulationText::fault).toList()));
        }
        lines.add("");
        lines.addAll(latencies(results));
        lines.add("");
        lines.addAll(shares(results));
        results.stream().filter(result -> !result.complete()).forEach(result -> lines.add(
                palette.warning("INTERRUPTED") + "  " + result.policy() + " did not come to its end"));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> servers(Scenario scenario) {
        Scenario.Servers servers = scenario.servers();
        var items = new ArrayList<>(List.of(servers.count() + " x " + servers.workers()
                + (servers.workers() == 1 ? " worker" : " workers"), "speeds " + inTurn(servers.speeds()),
                "weights " + inTurn(servers.weights()),
                scenario.balancers().count() + (scenario.balancers().count() == 1 ? " balancer" : " balancers")));
        if (scenario.network() > 0) {
            items.add("round trip " + Format.nanos(scenario.network()));
        }
        return items;
    }

    private static String inTurn(List<? extends Number> numbers) {
        return String.join(",", numbers.stream().map(SimulationText::plain).toList());
    }

    private static String plain(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private static List<String> load(Scenario scenario) {
        Scenario.Load load = scenario.load();
        return List.of(Format.percent(scenario.utilisation(), 1) + " of what they can do",
                Format.rate(load.perSecond()) + " " + arrival(load),
                Format.nanos(Math.round(load.serviceNanos())) + " " + service(load),
                load.requests() + " requests, the first " + load.warmup() + " in no number",
                "seed " + scenario.seed());
    }

    static String arrival(Scenario.Load load) {
        return load.trace().isPresent() ? "recorded" : load.arrival().label();
    }

    static String service(Scenario.Load load) {
        return load.service().label();
    }

    /** Returns a fault as it is written on the command line. */
    static String fault(Fault fault) {
        String servers = fault.first() == fault.last() ? String.valueOf(fault.first() + 1)
                : fault.first() + 1 + "-" + (fault.last() + 1);
        return servers + "@" + millis(fault.from()) + "-" + millis(fault.until()) + ":"
                + (fault.kind() == Fault.Kind.FREEZE ? "freeze" : "refuse");
    }

    private static String millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis() + "ms";
    }

    static String percent(double percent) {
        return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
    }

    private static List<String> latencies(List<SimulationResult> results) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("policy", "req/s", "mean", "p50", "p90", "p99", "p99.9", "max"));
        for (SimulationResult result : results) {
            SimulationResult.Latency latency = result.latency();
            rows.add(List.of(result.policy(), Format.decimals(result.throughput(), 1),
                    Format.nanos(Math.round(latency.mean())), told(latency, 50), told(latency, 90), told(latency, 99),
                    told(latency, 99.9), Format.nanos(latency.max())));
        }
        return Layout.table(rows);
    }

    private static String told(SimulationResult.Latency latency, double percent) {
        return latency.percentiles().containsKey(percent) ? Format.nanos(latency.percentile(percent)) : "-";
    }

    private static List<String> shares(List<SimulationResult> results) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("policy", "failed", "retries", "queued", "most", "line", "fair", "least", "most"));
        for (SimulationResult result : results) {
            rows.add(List.of(result.policy(), String.valueOf(result.failures()),
                    String.valueOf(result.retries().retries()), Format.percent(result.queues().atServer(), 1),
                    String.valueOf(result.queues().mostAtServer()), Format.percent(result.queues().inLine(), 1),
                    Format.decimals(result.fairness().jain(), 4), Format.decimals(result.fairness().least(), 2),
                    Format.decimals(result.fairness().most(), 2)));
        }
        return Layout.table(rows);
    }
}
