package primelb.client.simulate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import primelb.client.stored.Part;
import primelb.client.stored.StoredResult;
import primelb.client.stored.UnreadableResult;

/**
 * The single requests of a measured run, for arrivals and service times that were seen and not drawn.
 *
 * <p>A service time is what the server says that it computed. Where it does not say, it is the time from when the request
 * was sent to its answer, which is the work alone only where nobody waited: in a run of one client.
 */
public final class Recording {
    private static final long MICRO = 1_000L;

    private final String name;
    private final Part.Samples samples;
    private final List<Integer> ok;

    private Recording(String name, Part.Samples samples, List<Integer> ok) {
        this.name = name;
        this.samples = samples;
        this.ok = ok;
    }

    /**
     * Returns the requests of a run that were answered well.
     *
     * @throws UnreadableResult if it is no result of a run, or none of its requests was ok
     */
    public static Recording of(StoredResult result) throws UnreadableResult {
        if (result.kind() != StoredResult.Kind.RUN) {
            throw new UnreadableResult(result.name() + " must be a result of run, not of phases");
        }
        Part.Samples samples = result.parts().getFirst().samples();
        List<Integer> ok = IntStream.range(0, samples.count()).filter(samples::isOk).boxed()
                .sorted(Comparator.comparingLong((Integer at) -> samples.scheduled()[at])).toList();
        if (ok.isEmpty()) {
            throw new UnreadableResult(result.name() + " must be a result of run with requests that were ok");
        }
        return new Recording(result.name(), samples, ok);
    }

    private long[] services() {
        return ok.stream().mapToLong(at -> MICRO * Math.max(1, samples.compute()[at] >= 0 ? samples.compute()[at]
                : samples.finished()[at] - samples.started()[at])).toArray();
    }

    /** Returns the distribution of the service times. */
    public Distribution.Recorded service() {
        return Distribution.Recorded.of(services(), name);
    }

    /**
     * Returns the requests as they came; each with the work that it was, or without.
     *
     * @throws UnreadableResult if not every request of the run is kept, or one failed: then what came is not known
     */
    public Trace trace(boolean withServices) throws UnreadableResult {
        if (!samples.isComplete() || ok.size() != samples.count()) {
            throw new UnreadableResult("%s must have every request of its run, and all of them ok, to be repeated: it has"
                    .formatted(name) + " %d ok of %d".formatted(ok.size(), samples.of()));
        }
        long first = samples.scheduled()[ok.getFirst()];
        long[] arrivals = ok.stream().mapToLong(at -> MICRO * (samples.scheduled()[at] - first)).toArray();
        return new Trace(arrivals, withServices ? services() : new long[0]);
    }

    @Override
    public String toString() {
        return name + ": " + ok.size() + " requests, " + Arrays.toString(samples.outcomes().toArray());
    }
}
