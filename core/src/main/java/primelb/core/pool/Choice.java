package primelb.core.pool;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

import primelb.core.backend.Backend;
import primelb.core.balance.Feedback;
import primelb.core.balance.Policy;
import primelb.core.time.Ticker;

/**
 * How a backend is chosen among the members: who is eligible, what the policy prefers, and that none which errs gets
 * more than its share. For one thread at a time: the pool calls it with its lock held, but for {@link #sharesAreFree}
 * and {@link #hearsOfEnds}, which any thread may ask.
 */
final class Choice {
    private final Policy policy;
    /** Who hears how attempts end; null where nobody wants to. */
    private final Feedback feedback;
    private final FairShare fairShare = new FairShare();
    private final InstantSource wallClock;
    private final Ticker ticker;

    Choice(Policy policy, InstantSource wallClock, Ticker ticker) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.feedback = policy.feedback().orElse(null);
        this.wallClock = wallClock;
        this.ticker = ticker;
    }

    Policy policy() {
        return policy;
    }

    /** Chooses and counts; the lease is the pool's. */
    Optional<Lease> lease(Pool pool, List<Backend> members, Collection<Backend> tried, OptionalLong key) {
        Predicate<Backend> may = backend -> eligible(members, backend, tried);
        Optional<Backend> chosen =
                key.isPresent() ? policy.choose(members, may, key.getAsLong()) : policy.choose(members, may);
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Backend backend = chosen.get();
        long now = ticker.nanos();
        long generation = backend.status().generation();
        backend.requestStarted(wallClock.millis(), now);
        if (!fairShare.isEmpty()) {
            fairShare.leased(backend, members);
        }
        return Optional.of(new Lease(pool, backend, generation, now));
    }

    /** Returns whether a backend may get the next request: active, not full, not tried, and its turn if it errs. */
    boolean eligible(List<Backend> members, Backend backend, Collection<Backend> tried) {
        return backend.status().active() && !backend.full() && !tried.contains(backend)
                && (fairShare.isEmpty() || !fairShare.mustWait(backend, tried, members, ticker.nanos()));
    }

    /** Returns whether no backend errs, so that none waits for its turn. */
    boolean sharesAreFree() {
        return fairShare.isEmpty();
    }

    /** Takes note that a backend answered with an error. */
    void erred(List<Backend> members, Backend backend) {
        if (backend.status().active()) {
            fairShare.erred(backend, members, ticker.nanos());
        }
    }

    /** Takes note that a backend does not err any more, or starts anew. */
    void recovered(Backend backend) {
        fairShare.recovered(backend);
    }

    /** Returns whether {@link #ended} is of use. */
    boolean hearsOfEnds() {
        return feedback != null;
    }

    /** Tells the policy how an attempt ended that began at this time. */
    void ended(Backend backend, long startedNanos, boolean answered) {
        feedback.ended(backend, Math.max(0, ticker.nanos() - startedNanos), answered);
    }
}
