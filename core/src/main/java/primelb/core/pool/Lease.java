package primelb.core.pool;

import java.util.concurrent.atomic.AtomicBoolean;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendStatus;
import primelb.core.forward.ForwardFailure;

/** The right to use a backend for one attempt. Ends once, whichever way; ending it again does nothing. */
public final class Lease implements AutoCloseable {
    private static final int SERVER_ERROR = 500;

    private final Pool pool;
    private final Backend backend;
    private final long generation;
    private final long startedNanos;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lease(Pool pool, Backend backend, long generation, long startedNanos) {
        this.pool = pool;
        this.backend = backend;
        this.generation = generation;
        this.startedNanos = startedNanos;
    }

    /** Returns the backend to use. */
    public Backend backend() {
        return backend;
    }

    /** Notes that bytes of the answer came: the backend is alive. */
    public void responding(long nowNanos) {
        backend.responding(nowNanos);
    }

    /** Returns when the attempt started, in the monotonic clock's time. */
    public long startedNanos() {
        return startedNanos;
    }

    /**
     * Takes note that an answer begins.
     *
     * @param status its status; 500 and more is a server error
     * @param nowNanos when its head had come
     */
    public void answered(int status, long nowNanos) {
        backend.meters().answered(status, nowNanos - startedNanos);
        pool.answered(backend, status >= SERVER_ERROR);
    }

    /** Returns whether the backend was ejected while the lease lasted, by this attempt or by something else. */
    public boolean outlived() {
        BackendStatus status = backend.status();
        return status.generation() != generation && !status.deregistered();
    }

    /**
     * Ends the lease because the attempt failed; the backend becomes inactive if it is to blame, and not to be
     * spared.
     */
    public void failed(ForwardFailure failure, String detail) {
        if (ended.compareAndSet(false, true)) {
            backend.meters().failed(failure.text());
            if (failure.blamesBackend()) {
                backend.requestFailed();
                BackendEvent event = new BackendEvent.RequestFailed(generation, detail, !failure.sparesLast());
                if (failure.sparesLast()) {
                    pool.applyUnlessLast(backend, event);
                } else {
                    pool.apply(backend, event);
                }
            }
            pool.release(backend, startedNanos, false);
        }
    }

    /** Ends the lease: the attempt is over, and nothing is wrong with the backend. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            pool.release(backend, startedNanos, true);
        }
    }
}
