package primelb.client.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import primelb.client.load.FailureKind;
import primelb.client.load.Outcome;
import primelb.client.load.Recording;
import primelb.client.load.Sample;

/** Makes recordings without a network; the release is at a negative time, as a ticker may have it. */
public final class Samples {
    /** When the runs made here were released. */
    public static final long RELEASED = -5_000_000_000L;

    private final List<Sample> samples = new ArrayList<>();

    /** Adds an ok request that was finished at {@code atMillis} after the release, and took so long. */
    public Samples ok(String server, long atMillis, long tookMillis) {
        return add(server, atMillis, tookMillis, 200, Outcome.OK);
    }

    /** Adds a failed request. */
    public Samples failed(FailureKind kind, String explanation, long atMillis, long tookMillis) {
        return add("", atMillis, tookMillis, 0, new Outcome.Failed(kind, explanation));
    }

    /** Returns them as one run. */
    public Recording recording() {
        return new Recording(RELEASED, samples, 0, false);
    }

    private Samples add(String server, long atMillis, long tookMillis, int status, Outcome outcome) {
        long finished = RELEASED + Duration.ofMillis(atMillis).toNanos();
        long started = finished - Duration.ofMillis(tookMillis).toNanos();
        samples.add(new Sample(samples.size() % 3, started, started, finished, status, server, outcome));
        return this;
    }
}
