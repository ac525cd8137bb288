package primelb.core.proxy;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the traffic path has counted since its start. Safe for any thread.
 *
 * <p>It holds, once nothing is in flight: attempts = forwarded requests + retries, and the attempts are the sum of the
 * backends' requests.
 */
public final class ProxyStats {
    private final LongAdder requests = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder retriesRefused = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** Begins at zero. */
    public ProxyStats() {
    }

    void countRequest() {
        requests.increment();
    }

    void countAttempt(boolean first) {
        attempts.increment();
        if (!first) {
            retries.increment();
        }
    }

    void countRetryRefused() {
        retriesRefused.increment();
    }

    void countAnswered() {
        answered.increment();
    }

    void countFailed() {
        failed.increment();
    }

    void countRefused() {
        refused.increment();
    }

    /** Returns the requests that were understood and to be forwarded. */
    public long requests() {
        return requests.sum();
    }

    /** Returns how often a request was sent, or was to be sent, to a backend. */
    public long attempts() {
        return attempts.sum();
    }

    /** Returns the attempts after the first of a request. */
    public long retries() {
        return retries.sum();
    }

    /** Returns how often a request would have been tried again, had there not been too many retries already. */
    public long retriesRefused() {
        return retriesRefused.sum();
    }

    /** Returns the requests whose answer by a backend was passed on whole. */
    public long answered() {
        return answered.sum();
    }

    /** Returns the requests that got no whole answer from a backend. */
    public long failed() {
        return failed.sum();
    }

    /** Returns what was refused before it became a request: malformed, too large, too slow. */
    public long refused() {
        return refused.sum();
    }
}
