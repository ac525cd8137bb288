package primelb.core.proxy;

import java.util.Optional;

import primelb.core.forward.ForwardFailure;
import primelb.core.http.KnownField;
import primelb.core.http.ResponseHead;
import primelb.core.pool.FurtherAttempts;
import primelb.core.pool.Lease;
import primelb.core.pool.Pool;

/** Whether an attempt is followed by another one, and what is counted of that. */
final class Retries {
    private static final int FULL = 503;

    private final Pool pool;
    private final FurtherAttempts further;
    private final ProxyStats stats;

    Retries(Pool pool, FurtherAttempts further, ProxyStats stats) {
        this.pool = pool;
        this.further = further;
        this.stats = stats;
    }

    /**
     * Returns whether another backend is tried; the budget is charged then.
     *
     * @param work the request
     * @param ended the lease of the attempt that failed, which has ended
     * @param failure how it failed
     */
    boolean mayFollow(InWork work, Lease ended, ForwardFailure failure) {
        FurtherAttempts.Sent sent = sent(work);
        // Asked only where it matters: the request may use the reserve once.
        boolean failover = further.anotherMayFollow(failure, sent) && ended.outlived() && work.failsOver();
        return allowed(further.after(failure, sent, failover, work.session().nanos(), stats.requests()));
    }

    /** Returns whether a request may be taken from a backend that has gone silent; the budget is charged then. */
    boolean mayLeaveSilent(long nowNanos) {
        return allowed(further.leavingSilent(nowNanos, stats.requests()));
    }

    private boolean allowed(FurtherAttempts.Verdict verdict) {
        return switch (verdict) {
            case YES -> true;
            case NO -> false;
            case OVER_BUDGET -> {
                stats.countRetryRefused();
                yield false;
            }
        };
    }

    private static FurtherAttempts.Sent sent(InWork work) {
        return new FurtherAttempts.Sent(work.method(), work.repeatable(), work.replayable(), work.tried());
    }

    /**
     * Returns the lease of another backend if this answer says that its server is full, and another one has room; the
     * budget is charged then. Nobody waits for that: the answer at hand is better than none.
     */
    Optional<Lease> elsewhere(InWork work, ResponseHead answer) {
        if (answer.status() != FULL || !answer.has(KnownField.RETRY_AFTER)
                || !allowed(further.afterFull(sent(work), work.session().nanos(), stats.requests()))) {
            return Optional.empty();
        }
        return pool.lease(work.tried(), work.key());
    }
}
