package primelb.core.proxy;

import primelb.core.forward.ForwardFailure;
import primelb.core.forward.RetryBudget;
import primelb.core.forward.RetryRules;
import primelb.core.pool.Lease;
import primelb.core.pool.Pool;

/** Whether a failed attempt is followed by another one. */
final class Retries {
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
        if (next != RetryRules.Next.OTHER_BACKEND || !pool.anyToWaitFor(work.tried())) {
            return false;
        }
        boolean failover = ended.outlived() && work.failsOver();
        if (budget.take(work.session().nanos(), stats.requests(), failover)) {
            return true;
        }
        stats.countRetryRefused();
        return false;
    }
}
