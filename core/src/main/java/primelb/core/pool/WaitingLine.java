package primelb.core.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Requests that wait because every active backend is full, first come first served. Bounded. Everything but
 * {@link #isEmpty} is called under the pool's lock.
 */
final class WaitingLine {
    private final int limit;
    private final Deque<Place> places = new ArrayDeque<>();
    private volatile boolean empty = true;

    WaitingLine(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("the limit of a line must be 0 or more, got " + limit);
        }
        this.limit = limit;
    }

    /** Returns whether nobody waits; may be asked without the lock. */
    boolean isEmpty() {
        return empty;
    }

    int size() {
        return places.size();
    }

    void add(Place place) {
        places.addLast(place);
        empty = false;
    }

    void remove(Place place) {
        if (places.remove(place)) {
            empty = places.isEmpty();
            place.end(Optional.empty());
        }
    }

    /** Removes the last place if there are too many, and returns whether there were. */
    boolean dropLastOverLimit() {
        if (places.size() <= limit) {
            return false;
        }
        places.removeLast();
        empty = places.isEmpty();
        return true;
    }

    /** Gives leases to those who wait, from the first on, as far as the function has some. */
    void serve(Function<Place, Optional<Lease>> leases) {
        Iterator<Place> waiting = places.iterator();
        while (waiting.hasNext()) {
            Place place = waiting.next();
            Optional<Lease> lease = leases.apply(place);
            if (lease.isPresent()) {
                waiting.remove();
                place.end(lease);
            } else if (place.tried().isEmpty()) {
                // Nobody behind it can be luckier: it would take any backend.
                break;
            }
        }
        empty = places.isEmpty();
    }

    /** Notes that from now on all wait for a backend to become active. */
    void hold(long nowNanos) {
        places.forEach(place -> place.hold(nowNanos));
    }

    /** Lets those go without a lease who have waited for a backend to become active since that time or longer. */
    void dismissHeldBefore(long nanos) {
        places.removeIf(place -> {
            boolean over = place.heldSince() - nanos <= 0;
            if (over) {
                place.end(Optional.empty());
            }
            return over;
        });
        empty = places.isEmpty();
    }
}
