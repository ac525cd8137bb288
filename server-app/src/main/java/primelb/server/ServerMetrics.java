package primelb.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import primelb.core.jvm.JvmMetrics;
import primelb.core.prime.PrimeMethod;
import primelb.core.stats.Counts;
import primelb.core.stats.LatencyHistogram;
import primelb.core.stats.MetricsText;
import primelb.core.stats.StatusCounts;

/** What a prime server has done, by method and outcome, for Prometheus. Safe for many threads. */
final class ServerMetrics {

    private static final long NANOS_PER_MICRO = 1_000;

    private final Supplier<PoolStats> pool;
    private final ServerConfig.Size size;
    private final StatusCounts answers = new StatusCounts();
    private final Map<PrimeMethod, Counts> outcomes = new EnumMap<>(PrimeMethod.class);
    private final Map<PrimeMethod, LatencyHistogram> durations = new EnumMap<>(PrimeMethod.class);

    /** Begins at zero; the pool is asked at each look. */
    ServerMetrics(Supplier<PoolStats> pool, ServerConfig.Size size) {
        this.pool = pool;
        this.size = size;
        for (PrimeMethod method : PrimeMethod.values()) {
            outcomes.put(method, new Counts());
            durations.put(method, new LatencyHistogram());
        }
    }

    /** Counts an answer to any request, by its status. */
    void answered(int status) {
        answers.add(status);
    }

    /** Counts how a computation ended, and how long it took where it came to its end. */
    void computed(PrimeMethod method, Outcome outcome) {
        outcomes.get(method).add(switch (outcome) {
            case Outcome.Answered answered -> "answered";
            case Outcome.QueueFull full -> "rejected";
            case Outcome.DeadlinePassed passed -> "deadline";
            case Outcome.Unwanted unwanted -> "unwanted";
            case Outcome.TooMuchWork work -> "too_much_work";
            case Outcome.Stopping stopping -> "stopping";
        });
        if (outcome instanceof Outcome.Answered answered) {
            durations.get(method).record(answered.computeMicros() * NANOS_PER_MICRO);
        }
    }

    /** Appends all of it as it is now. */
    void write(MetricsText out) {
        out.gauge("primelb_prime_build_info", "Always 1; the labels say what runs.")
                .sample(1, "version", ServerMain.version(), "java", Runtime.version().toString());
        answers.write(out.counter("primelb_prime_requests_total", "Answers to any request, by class of status."));
        out.counter("primelb_prime_computations_total",
                "Computations by method and outcome; rejected means that the queue was full.");
        outcomes.forEach((method, counts) -> {
            SortedMap<String, Long> shown = counts.byName();
            // These always exist, so that a first one is seen as an increase.
            shown.putIfAbsent("answered", 0L);
            shown.putIfAbsent("rejected", 0L);
            out.samples(shown, "outcome", "method", method.word());
        });
        out.histogram("primelb_prime_compute_duration_seconds", "How long computations took, without any waiting.");
        durations.forEach((method, times) -> out.sample(times.snapshot(), "method", method.word()));
        PoolStats now = pool.get();
        out.gauge("primelb_prime_queue_length", "Computations that wait.").sample(now.queued());
        out.gauge("primelb_prime_queue_limit", "How many computations may wait.").sample(size.queue());
        out.gauge("primelb_prime_workers", "Threads that compute.").sample(size.workers());
        out.gauge("primelb_prime_workers_busy", "Computations that run.").sample(now.running());
        JvmMetrics.write(out);
    }
}
