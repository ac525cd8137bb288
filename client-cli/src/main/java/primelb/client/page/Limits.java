package primelb.client.page;

import java.util.ArrayList;
import java.util.List;
import primelb.client.stored.Counts;
import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.text.Format;

/** J: what a result does not say, or says only if something holds that nobody measured. */
final class Limits {
    private static final String CLOSED_LOOP =
            "The loop is closed: each client sends again when it has its answer. Where"
            + " servers slow down less is sent, so that the latencies are not those of an open world.";
    private static final String OPEN_LOOP =
            "The loop is open: requests are due at a fixed rate, and latency counts from"
            + " when a request was due, so that waiting for a free client is in it; the service time is not.";

    private Limits() {
    }

    /** Returns one sentence for each, the weightier first. */
    static List<String> of(StoredResult result) {
        var limits = new ArrayList<String>();
        if (result.interrupted()) {
            limits.add("The measurement was interrupted: this is a part of a result.");
        }
        result.trouble().ifPresent(trouble -> limits.add("The experiment did not come to its end: " + trouble + "."));
        limits.add(result.repetitions().size() > 1
                ? "Of %d repetitions the last one is drawn; the table of all of them shows how much they differ."
                        .formatted(result.repetitions().size())
                : "This is one " + (result.kind() == StoredResult.Kind.RUN ? "run" : "experiment")
                        + ": how much another one would differ is not in it. The command compare takes several of"
                        + " each kind.");
        limits.add(result.work().offered().isPresent() ? OPEN_LOOP : CLOSED_LOOP);
        result.ideal().ifPresent(ideal -> limits.add("The ideal speedup is computed and not measured: "
                + ideal.assumption() + "."
                + (ideal.warning() ? " Look at this: it makes the speedup say little." : "")));
        result.parts().forEach(part -> ofPart(part, limits));
        result.whole().flatMap(StoredResult.Whole::counts).ifPresent(counts -> ofCounts("whole run", counts, limits));
        if (result.isOneRun()) {
            limits.add("One load went on throughout: a phase ends when a command is issued and not when the balancer"
                    + " has noticed, and a request belongs to the phase in which it ended.");
        }
        limits.add("Percentiles are exact, by nearest rank over all requests; one is told only if at least one request"
                + " is beyond it, and marked ~ if fewer than ten are. The intervals suppose that requests do not depend"
                + " on each other; those of a closed loop do, so that the truth is wider.");
        long again = result.parts().stream().mapToLong(part -> part.totals().sentAgain()).sum();
        if (again > 0) {
            limits.add("The client sent %d requests a second time, at another balancer, since the first had given no byte"
                    .formatted(again) + " of an answer: the servers may have computed these twice.");
        }
        if (isLoopback(result.work().url())) {
            limits.add("Client, balancer and servers shared one machine with " + result.origin().cpus()
                    + " processors, and no network was between them.");
        }
        if (!result.marks().isEmpty()) {
            limits.add("That the balancer noticed is known from asking it again and again: it may have noticed some"
                    + " milliseconds earlier.");
        }
        if (result.parts().stream().anyMatch(part -> part.compute().isPresent())) {
            limits.add("How long a server computed is its own word, and includes the time for which a processor limit"
                    + " held it back.");
        }
        if (result.parts().stream().anyMatch(part -> part.warmup().isPresent())) {
            limits.add("The warm-up is in no figure but its own.");
        }
        return limits;
    }

    private static void ofPart(Part part, List<String> limits) {
        Part.Client client = part.client();
        if (client.mayHaveBeenTheLimit()) {
            limits.add("In %s the client may have been the limit: it used %s of %d processors.".formatted(part.name(),
                    Format.percent(client.cpuShare(), 0), client.cores()));
        }
        if (client.longestStallMicros() > 100_000) {
            limits.add("In %s the client itself stood still for %s once: the longest latencies may be its own."
                    .formatted(part.name(), MeasureTable.time(client.longestStallMicros())));
        }
        part.counts().ifPresent(counts -> ofCounts(part.name(), counts, limits));
        if (!part.totals().rates().keptUp()) {
            limits.add(part.name() + ": fewer requests were sent than were due, since no client was free; those that"
                    + " were not sent are in no latency.");
        }
        if (part.totals().limitReached()) {
            limits.add(part.name() + " ended only because a run holds no more requests.");
        }
        if (part.totals().abandoned() > 0) {
            limits.add("%s: %d requests under way at the interruption are in no figure.".formatted(part.name(),
                    part.totals().abandoned()));
        }
        if (!part.samples().isComplete()) {
            limits.add("%s: of %d requests %d are kept one by one and drawn; every figure is of all of them.".formatted(
                    part.name(), part.samples().of(), part.samples().count()));
        }
    }

    private static void ofCounts(String where, Counts counts, List<String> limits) {
        if (!counts.proven()) {
            limits.add(where + ": " + (counts.agree() ? "not everybody could be asked how many requests there were."
                    : "the counts differ: the balancer sent some again, others used the system, or some were lost."));
        }
    }

    private static boolean isLoopback(String url) {
        return url.matches("http://(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1])([:/].*)?");
    }
}
