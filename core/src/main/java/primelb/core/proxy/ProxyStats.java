package primelb.core.proxy;

import java.util.concurrent.atomic.LongAdder;

import primelb.core.stats.LatencyHistogram;
import primelb.core.stats.LatencySnapshot;
import primelb.core.stats.StatusCounts;

/**
 * What the traffic path has counted since its start. Safe for any thread.
 *
 * <p>It holds, once nothing is in flight: attempts = forwarded requests + retries, and the attempts are the sum of the
 * backends' requests.
 */
public final class ProxyStats {
    private final StatusCounts ended = new StatusCounts();
    private final LatencyHistogram durations = new LatencyHistogram();
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

    /** Counts the end of whatever a client began to send, by the status that it got, or was not there to get (499). */
    void countEnded(int status, long nanos) {
        ended.add(status);
        durations.record(nanos);
    }

    /**
     * Returns how many requests ended with which status. All of them, also what was refused and what the balancer answered
     * itself; a client that left before an answer counts as 499.
     */
    public StatusCounts ended() {
        return ended;
    }

    /** Returns how long requests took, from the first byte of their head to the last one of their answer. */
    public LatencySnapshot durations() {
        return durations.snapshot();
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
