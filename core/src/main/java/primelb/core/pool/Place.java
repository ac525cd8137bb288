package primelb.core.pool;

import java.util.List;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import primelb.core.backend.Backend;

/** A place in the line of requests that wait for room. Waited for by one thread; left by any. */
public final class Place {
    private final Pool pool;
    private List<Backend> tried;
    private final OptionalLong key;
    private long heldSince;
    private final CompletableFuture<Optional<Lease>> outcome = new CompletableFuture<>();

    Place(Pool pool, Collection<Backend> tried, OptionalLong key) {
        this.key = key;
        this.pool = pool;
        this.tried = List.copyOf(tried);
    }

    List<Backend> tried() {
        return tried;
    }

    OptionalLong key() {
        return key;
    }

    /** Begins to wait for any backend to become active; under the pool's lock. */
    void hold(long nowNanos) {
        tried = List.of();
        heldSince = nowNanos;
    }

    /** Returns since when it waits for a backend to become active; asked while none is. */
    long heldSince() {
        return heldSince;
    }

    /** Ends the waiting; under the pool's lock. */
    void end(Optional<Lease> lease) {
        outcome.complete(lease);
    }

    /**
     * Waits for the lease that the line gives to this place.
     *
     * @param nanos how long at most
     * @return empty if the time is over, the place was left, or no backend is active, or has become so in time
     */
    public Optional<Lease> await(long nanos) throws InterruptedException {
        try {
            return outcome.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            leave();
            // The line may have been quicker: then there is a lease, and it must not be lost.
            return outcome.join();
        } catch (InterruptedException e) {
            leave();
            outcome.join().ifPresent(Lease::close);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a place never fails", e);
        }
    }

    /**
     * Lets somebody hear how the waiting ends, for whom no thread waits; at once where it has ended.
     *
     * @param then gets what {@link #await} would return; is called under the pool's lock, so it must only take note
     */
    public void onEnd(Consumer<Optional<Lease>> then) {
        outcome.thenAccept(then);
    }

    /** Gives the place up, unless it has its lease already. */
    public void leave() {
        pool.leave(this);
    }
}
