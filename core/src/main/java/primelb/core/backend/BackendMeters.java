package primelb.core.backend;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import primelb.core.stats.Counts;
import primelb.core.stats.LatencyHistogram;
import primelb.core.stats.LatencySnapshot;
import primelb.core.stats.StatusCounts;

/**
 * What was measured of one server since it registered. Safe for any thread, and cheap enough for each request: no locks,
 * and no look-up but for failures. It goes with its backend, so that nothing is kept of servers that were forgotten.
 */
public final class BackendMeters {
    private final StatusCounts answers = new StatusCounts();
    private final LatencyHistogram responseTimes = new LatencyHistogram();
    private final LongAdder retries = new LongAdder();
    private final Counts failures = new Counts();
    private final Counts ejections = new Counts();
    private final Counts probes = new Counts();
    private final AtomicInteger connections = new AtomicInteger();

    BackendMeters() {
    }

    /**
     * Counts an answer, of which the head has come.
     *
     * @param status 100 to 599; any other, which HTTP has no word for, counts as 5xx
     * @param nanos from the start of the attempt, connecting included, to the head
     */
    public void answered(int status, long nanos) {
        answers.add(status);
        responseTimes.record(nanos);
    }

    /** Counts an attempt that failed, whoever is to blame, by its cause: one of a fixed set of texts. */
    public void failed(String cause) {
        failures.add(cause);
    }

    /** Counts an attempt that was not the first of its request. */
    public void retried() {
        retries.increment();
    }

    /** Counts that the server became inactive from active, by the cause: one of a fixed set of texts. */
    void ejected(String cause) {
        ejections.add(cause);
    }

    /** Counts a probe by its outcome: {@code passed}, {@code failed} or {@code unknown}. */
    public void probed(String outcome) {
        probes.add(outcome);
    }

    /** Returns the answers by class. One that was cut short in its body is among them, and among the failures, too. */
    public StatusCounts answers() {
        return answers;
    }

    /** Returns how long answers took from the start of their attempt to their head. */
    public LatencySnapshot responseTimes() {
        return responseTimes.snapshot();
    }

    /** Counts a connection that was opened to the server for traffic. */
    public void connected() {
        connections.incrementAndGet();
    }

    /** Counts the end of one. */
    public void disconnected() {
        connections.decrementAndGet();
    }

    /** Returns the connections that are open for traffic, idle ones included. */
    public int connections() {
        return connections.get();
    }

    /** Returns the failed attempts by cause. */
    public Counts failures() {
        return failures;
    }

    /** Returns how often the server was ejected, by cause. */
    public Counts ejections() {
        return ejections;
    }

    /** Returns the probes by outcome. */
    public Counts probes() {
        return probes;
    }

    /** Returns the attempts that were not the first of their request. */
    public long retries() {
        return retries.sum();
    }
}
