package primelb.core.balance;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Of two drawn at random the one at which a request can be expected to take less time: what answers took of late, times
 * the requests in flight and this one, by its weight.
 *
 * <p>What answers took of late is an average in which each weighs less the longer ago it is; an answer that took longer
 * than the average becomes the average at once (the peak), so that a server that gets slow is avoided with its first slow
 * answer, and trusted again step by step. While a server is avoided its average decays, so that it is tried again. It is the
 * policy of Finagle by that name.
 */
public final class PeakEwma implements Policy {
    /** In this time the weight of an answer falls to 1/e: the default of Finagle. */
    private static final double DECAY_NANOS = Duration.ofSeconds(10).toNanos();
    /** What a server counts whose first answer is awaited: more than any, so that it gets one request to begin with. */
    private static final double UNKNOWN = 1e18;

    /** What is known of one candidate. */
    private static final class Estimate {
        private double nanos;
        private long since;
    }

    private final Draw draw;
    private final LongSupplier time;
    private final Map<Candidate, Estimate> estimates = new IdentityHashMap<>();
    private List<?> known = List.of();

    /**
     * Makes the policy.
     *
     * @param random used by it alone
     * @param time a monotonic clock, in nanoseconds
     */
    public PeakEwma(RandomGenerator random, LongSupplier time) {
        this.draw = new Draw(random);
        this.time = time;
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        if (candidates != known) {
            known = candidates;
            Map<Candidate, Estimate> kept = new IdentityHashMap<>();
            candidates.forEach(each -> kept.put(each, estimates.getOrDefault(each, new Estimate())));
            estimates.clear();
            estimates.putAll(kept);
        }
        int one = draw.next(candidates, eligible, -1);
        if (one < 0) {
            return Optional.empty();
        }
        C first = candidates.get(one);
        int other = draw.next(candidates, eligible, one);
        if (other < 0) {
            return Optional.of(first);
        }
        C second = candidates.get(other);
        long now = time.getAsLong();
        return Optional.of(cost(second, now) < cost(first, now) ? second : first);
    }

    private double cost(Candidate candidate, long now) {
        Estimate estimate = estimates.get(candidate);
        if (estimate.nanos == 0) {
            return candidate.inFlight() == 0 ? 0 : UNKNOWN * (candidate.inFlight() + 1.0) / candidate.weight();
        }
        return decayed(estimate, now) * (candidate.inFlight() + 1.0) / candidate.weight();
    }

    private static double decayed(Estimate estimate, long now) {
        return estimate.nanos * Math.exp(-(now - estimate.since) / DECAY_NANOS);
    }

    @Override
    public Optional<Feedback> feedback() {
        return Optional.of(this::ended);
    }

    private void ended(Candidate candidate, long nanos, boolean answered) {
        Estimate estimate = estimates.get(candidate);
        if (estimate == null) {
            // It left while the request was in flight.
            return;
        }
        long now = time.getAsLong();
        double took = Math.max(1, nanos);
        if (!answered && estimate.nanos == 0) {
            // It has never answered: a client that left at once must not make it the fastest of all.
            double slowest = slowest(now);
            if (slowest == 0) {
                return;
            }
            took = Math.max(took, slowest);
        }
        double before = decayed(estimate, now);
        if (took >= before) {
            estimate.nanos = took;
        } else if (answered) {
            double share = Math.exp(-(now - estimate.since) / DECAY_NANOS);
            estimate.nanos = estimate.nanos * share + took * (1 - share);
        } else {
            // A failure that came quickly is no quick answer.
            return;
        }
        estimate.since = now;
    }

    /** Returns the longest time of any candidate; 0 while none has answered. */
    private double slowest(long now) {
        return estimates.values().stream().mapToDouble(each -> decayed(each, now)).max().orElse(0);
    }

    @Override
    public String name() {
        return "peak-ewma";
    }
}
