package primelb.core.proxy;

import java.util.Optional;

import primelb.core.forward.ForwardFailure;
import primelb.core.forward.RetryBudget;
import primelb.core.forward.RetryRules;
import primelb.core.http.KnownField;
import primelb.core.http.ResponseHead;
import primelb.core.pool.Lease;
import primelb.core.pool.Pool;

/** Whether an attempt is followed by another one. */
final class Retries {
    private static final int FULL = 503;

    private final Pool pool;
    private final RetryRules rules;
    private final ProxyStats stats;
    private final RetryBudget budget;

    Retries(Pool pool, RetryRules rules, ProxyStats stats, RetryBudget budget) {
        this.pool = pool;
        this.rules = rules;
        this.stats = stats;
        this.budget = budget;
    }

    /**
     * Returns whether another backend is tried; the budget is charged then.
     *
     * @param work the request
     * @param ended the lease of the attempt that failed, which has ended
     * @param failure how it failed
     */
    boolean mayFollow(InWork work, Lease ended, ForwardFailure failure) {
        RetryRules.Next next = rules.after(failure, work.repeatable(), work.replayable(), work.tried().size());
        if (next != RetryRules.Next.OTHER_BACKEND || !pool.worthWaiting(work.tried())) {
            return false;
        }
        boolean failover = ended.outlived() && work.failsOver();
        // One that was taken from a silent backend was charged before, so that none is taken that may not go elsewhere.
        return failure == ForwardFailure.SILENT || allowed(work.session().nanos(), failover);
    }

    /** Returns whether a request may be taken from a backend that has gone silent; the budget is charged then. */
    boolean mayLeaveSilent(long nowNanos) {
        return allowed(nowNanos, true);
    }

    private boolean allowed(long nowNanos, boolean failover) {
        boolean allowed = budget.take(nowNanos, stats.requests(), failover);
        if (!allowed) {
            stats.countRetryRefused();
        }
        return allowed;
    }

    /**
     * Returns the lease of another backend if this answer says that its server is full, and another one has room; the
     * budget is charged then. Nobody waits for that: the answer at hand is better than none.
     */
    Optional<Lease> elsewhere(InWork work, ResponseHead answer) {
        if (answer.status() != FULL || !answer.has(KnownField.RETRY_AFTER)
                || !rules.leavesFull(work.method(), work.replayable(), work.tried().size())
                || !pool.anyRoom(work.tried()) || !allowed(work.session().nanos(), false)) {
            return Optional.empty();
        }
        return pool.lease(work.tried());
    }
}
