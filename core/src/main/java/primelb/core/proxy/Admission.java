package primelb.core.proxy;

import java.util.Optional;

import primelb.core.pool.Lease;
import primelb.core.pool.Place;
import primelb.core.pool.Pool;

/** How a request gets the right to use a backend: at once, or after it has waited in line. */
final class Admission {
    private final Pool pool;

    Admission(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns the lease of a backend not yet tried; empty if waiting came to nothing, or the client has left
     * meanwhile.
     */
    Optional<Lease> admit(InWork work) throws InterruptedException {
        Optional<Lease> lease = pool.lease(work.tried(), work.key());
        return lease.isPresent() ? lease : waitForRoom(work);
    }

    private Optional<Lease> waitForRoom(InWork work) throws InterruptedException {
        Optional<Place> place = pool.queue(work.tried(), work.key());
        if (place.isEmpty()) {
            return Optional.empty();
        }
        ClientSession session = work.session();
        Departure client = session.wire().departure();
        long now = session.nanos();
        client.arm(now, work.minorVersion() > 0 && !session.wire().encrypted(), place.get()::leave, null);
        try {
            Optional<Lease> lease = place.get().await(Math.max(1, work.deadline() - now));
            session.notes().queued(session.nanos() - now);
            client.disarm();
            if (client.gone()) {
                lease.ifPresent(Lease::close);
                return Optional.empty();
            }
            return lease;
        } finally {
            client.disarm();
        }
    }
}
