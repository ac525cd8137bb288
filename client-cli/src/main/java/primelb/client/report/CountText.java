package primelb.client.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import primelb.client.phases.Experiment;
import primelb.client.phases.Phase;
import primelb.client.phases.Reconciliation;
import primelb.client.text.Layout;
import primelb.client.text.Palette;

/** Writes whether the client, the balancer and the servers counted the same. */
final class CountText {
    private CountText() {
    }

    static String balancer(Phase phase) {
        return balancer(phase.counts());
    }

    static String balancer(Optional<Reconciliation> known) {
        return known.map(counts -> counts.balancer().isPresent()
                ? String.valueOf(counts.balancer().getAsLong()) : "not told").orElse("-");
    }

    static String servers(Phase phase) {
        return servers(phase.counts());
    }

    static String servers(Optional<Reconciliation> known) {
        return known.map(counts -> {
            if (counts.serversTotal().isPresent()) {
                return String.valueOf(counts.serversTotal().getAsLong());
            }
            boolean some = counts.servers().stream().anyMatch(server -> server.count().isPresent());
            return some ? "not all reachable" : "not reachable";
        }).orElse("-");
    }

    static List<String> verdict(Experiment experiment, Palette palette) {
        List<Reconciliation> counts = Stream.concat(
                experiment.phases().stream().flatMap(phase -> phase.counts().stream()),
                experiment.whole().stream().flatMap(whole -> whole.counts().stream())).toList();
        String where = experiment.whole().isPresent() ? "over the whole run" : "in every phase";
        if (counts.isEmpty()) {
            return List.of();
        }
        if (counts.stream().allMatch(Reconciliation::isProven)) {
            return Layout.row("Counts", 1, List.of(palette.good("agree") + ":",
                    "client sent = balancer counted = servers counted,", where));
        }
        if (counts.stream().allMatch(Reconciliation::agrees)) {
            return Layout.row("Counts", 1, List.of("agree as far as they are known.",
                    "A server that answers under another address:", "--server-stats ID=URL"));
        }
        return Layout.row("Counts", 1, List.of(palette.warning("DIFFER") + ":",
                "the balancer re-sent requests, others used the system,", "or a request was lost"));
    }
}
