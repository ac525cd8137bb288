package primelb.core.pool;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import primelb.core.backend.Backend;

/**
 * Lets backends that answer with server errors wait for their turn.
 *
 * <p>An error is made faster than an answer. A backend that does nothing else has the fewest requests in flight, and by
 * that it would get most of the traffic. So while its last answer was an error it gets a request only after the others
 * have had their share, and with each further error after two, four, eight times that share; the first good answer
 * ends it. It waits for a second at most, and only while there are others to wait for.
 *
 * <p>Everything but {@link #isEmpty} is called under the pool's lock.
 */
final class FairShare {
    private static final int MOST_ROUNDS = 8;
    private static final long LONGEST_WAIT = 1_000_000_000L;

    /** What a backend waits for. */
    private static final class Turn {
        private int rounds;
        private long leasesOfOthers;
        private long until;
    }

    private final Map<Backend, Turn> erring = new HashMap<>();
    private volatile boolean empty = true;

    /** Returns whether no backend's last answer was an error; may be asked without the lock. */
    boolean isEmpty() {
        return empty;
    }

    /** Notes that a backend answered with an error. */
    void erred(Backend backend, List<Backend> members, long nowNanos) {
        Turn turn = erring.computeIfAbsent(backend, added -> new Turn());
        empty = false;
        turn.rounds = turn.rounds == 0 ? 1 : Math.min(MOST_ROUNDS, 2 * turn.rounds);
        turn.leasesOfOthers = turn.rounds * shareOfOthers(backend, members);
        turn.until = nowNanos + LONGEST_WAIT;
    }

    /** Notes that a backend answered well, or that its state has changed: it waits no more. */
    void recovered(Backend backend) {
        erring.remove(backend);
        empty = erring.isEmpty();
    }

    /** Notes who got a request. */
    void leased(Backend backend, List<Backend> members) {
        erring.forEach((each, turn) -> {
            if (each == backend) {
                turn.leasesOfOthers = turn.rounds * shareOfOthers(backend, members);
            } else {
                turn.leasesOfOthers--;
            }
        });
    }

    /** Returns how many requests the others get for one of this backend, rounded up. */
    private static long shareOfOthers(Backend backend, List<Backend> members) {
        long others = 0;
        for (Backend each : members) {
            others += each != backend && each.status().active() ? each.weight() : 0;
        }
        return Math.ceilDiv(others, backend.weight());
    }

    /**
     * Returns whether it is not this backend's turn, and another one that this request has not tried has precedence.
     */
    boolean mustWait(Backend backend, Collection<Backend> tried, List<Backend> members, long nowNanos) {
        if (!waits(backend, nowNanos)) {
            return false;
        }
        for (Backend each : members) {
            if (each != backend && each.status().active() && !waits(each, nowNanos) && !tried.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private boolean waits(Backend backend, long nowNanos) {
        Turn turn = erring.get(backend);
        return turn != null && turn.leasesOfOthers > 0 && nowNanos - turn.until < 0;
    }
}
