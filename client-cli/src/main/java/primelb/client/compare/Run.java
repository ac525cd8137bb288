package primelb.client.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import primelb.client.stored.Latency;
import primelb.client.stored.StoredResult;

/**
 * One run of the work: a result, or one of the repetitions in it.
 *
 * @param speedup throughput of phase 1 as a multiple of that of phase 2; empty where there are no phases
 * @param parts one for a run, one for each phase
 */
record Run(OptionalDouble speedup, List<Part> parts) {
    /** The figures of one part. */
    record Part(String name, double throughput, double failed, Optional<Latency> latency) {
    }

    /** Keeps its own copy. */
    Run {
        parts = List.copyOf(parts);
    }

    /** Returns the runs in a result, which must have come to its end. */
    static List<Run> of(StoredResult result) {
        if (result.repetitions().size() < 2) {
            OptionalDouble speedup = result.parts().isEmpty() ? OptionalDouble.empty()
                    : result.speedup(result.parts().getFirst());
            return List.of(new Run(speedup, result.parts().stream().map(part -> new Part(part.name(),
                    part.totals().throughput(), part.totals().failed(), part.totals().latency())).toList()));
        }
        var runs = new ArrayList<Run>();
        for (StoredResult.Repetition one : result.repetitions()) {
            runs.add(new Run(one.speedup(), one.parts().stream().map(part -> new Part("phase " + part.number(),
                    part.throughput(), part.failed(), part.latency())).toList()));
        }
        return runs;
    }

    /** Returns a percentile of a part, empty where too few requests carry it. */
    OptionalDouble percentile(int part, double percent) {
        return parts.get(part).latency().flatMap(latency -> latency.percentile(percent))
                .map(each -> OptionalDouble.of(each.value())).orElse(OptionalDouble.empty());
    }

    /** Returns the longest time of an ok request of a part. */
    OptionalDouble max(int part) {
        return parts.get(part).latency().map(latency -> OptionalDouble.of(latency.max()))
                .orElse(OptionalDouble.empty());
    }
}
