package primelb.core.pool;

import java.lang.System.Logger.Level;
import java.time.Duration;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendState;
import primelb.core.backend.BackendStatus;

/**
 * What time does to backends: leases and drains end, the inactive are forgotten. All by the monotonic clock: one that is
 * set must neither cut a drain short nor forget anybody. For one thread.
 */
final class Upkeep {
    private static final System.Logger LOG = System.getLogger("primelb.pool");
    /** A pause between two runs after which it was the balancer that was held up. */
    private static final Duration HELD_UP = Duration.ofSeconds(2);

    private final Pool pool;
    private long lastRun;

    /** Makes it for a pool, at this time. */
    Upkeep(Pool pool, long nowNanos) {
        this.pool = pool;
        this.lastRun = nowNanos;
    }

    /** Does what is due. After a longer pause all leases begin anew: while it lasted no heartbeat could arrive. */
    void run(long nowNanos) {
        boolean heldUp = nowNanos - lastRun > HELD_UP.toNanos();
        lastRun = nowNanos;
        for (Backend backend : pool.backends()) {
            if (heldUp) {
                backend.renew(nowNanos);
            } else if (backend.leaseEnded(nowNanos) && !backend.status().deregistered()) {
                pool.letGo(backend, new BackendEvent.LeaseEnded());
            }
            if (hasBeen(BackendState.DRAINING, Pool.DRAIN_TIME, backend, nowNanos)) {
                pool.apply(backend, new BackendEvent.Drained());
            }
        }
        for (Backend backend : pool.forget(
                each -> !each.status().held() && hasBeen(BackendState.INACTIVE, Pool.FORGET_AFTER, each, nowNanos))) {
            LOG.log(Level.INFO, () -> backend + ": forgotten, inactive for " + Pool.FORGET_AFTER.toMinutes() + " min ("
                    + backend.status().reason() + ")");
        }
    }

    private static boolean hasBeen(BackendState state, Duration interval, Backend backend, long nowNanos) {
        BackendStatus status = backend.status();
        return status.state() == state && status.since().isPast(interval, nowNanos);
    }
}
