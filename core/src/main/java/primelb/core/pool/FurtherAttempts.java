package primelb.core.pool;

import java.util.Collection;
import java.util.Objects;

import primelb.core.backend.Backend;
import primelb.core.forward.ForwardFailure;
import primelb.core.forward.RetryBudget;
import primelb.core.forward.RetryRules;

/**
 * Whether another attempt may follow one that failed: by the rules, by what the pool has to offer, and by the budget, which
 * is charged where the answer is yes. Safe for any thread.
 */
public final class FurtherAttempts {
    /** The answer. */
    public enum Verdict {
        /** Another backend may be tried; the budget is charged. */
        YES,
        /** The rules forbid it, or no other backend is there. */
        NO,
        /** It would be allowed, had there not been too many already. */
        OVER_BUDGET
    }

    private final Pool pool;
    private final RetryRules rules;
    private final RetryBudget budget;

    /** Makes it for the requests of one pool. */
    public FurtherAttempts(Pool pool, RetryRules rules, RetryBudget budget) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.budget = Objects.requireNonNull(budget, "budget");
    }

    /**
     * What is known of a request.
     *
     * @param method of it
     * @param repeatable whether the method may be sent twice
     * @param bodyWhole whether the whole body can still be sent from its first byte
     * @param tried the backends that were tried, the last one included
     */
    public record Sent(String method, boolean repeatable, boolean bodyWhole, Collection<Backend> tried) {
    }

    /**
     * Returns what follows from a failure.
     *
     * @param failover whether the request was in flight on a backend when that was ejected, and has not been sent again for
     *     this reason before
     * @param nowNanos the monotonic clock
     * @param requests how many requests there were since the beginning
     */
    public Verdict after(ForwardFailure failure, Sent sent, boolean failover, long nowNanos, long requests) {
        if (!anotherMayFollow(failure, sent)) {
            return Verdict.NO;
        }
        // One that was taken from a silent backend was charged before, so that none is taken that may not go elsewhere.
        return failure == ForwardFailure.SILENT ? Verdict.YES : charge(nowNanos, requests, failover);
    }

    /** Returns whether the rules allow another backend after this failure, and there is one to wait for. */
    public boolean anotherMayFollow(ForwardFailure failure, Sent sent) {
        return rules.after(failure, sent.repeatable(), sent.bodyWhole(), sent.tried().size())
                == RetryRules.Next.OTHER_BACKEND && pool.worthWaiting(sent.tried());
    }

    /** Returns whether a request may go elsewhere because its server is full, and another one has room. */
    public Verdict afterFull(Sent sent, long nowNanos, long requests) {
        if (!rules.leavesFull(sent.method(), sent.bodyWhole(), sent.tried().size()) || !pool.anyRoom(sent.tried())) {
            return Verdict.NO;
        }
        return charge(nowNanos, requests, false);
    }

    /** Returns whether a request may be taken from a backend that has gone silent. */
    public Verdict leavingSilent(long nowNanos, long requests) {
        return charge(nowNanos, requests, true);
    }

    private Verdict charge(long nowNanos, long requests, boolean failover) {
        return budget.take(nowNanos, requests, failover) ? Verdict.YES : Verdict.OVER_BUDGET;
    }
}
