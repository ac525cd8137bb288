package primelb.core.backend;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import primelb.core.stats.Counts;
import primelb.core.stats.LatencyHistogram;
import primelb.core.stats.LatencySnapshot;

/**
 * What was measured of one server since it registered. Safe for any thread, and cheap enough for each request: no locks,
 * and no look-up but for failures. It goes with its backend, so that nothing is kept of servers that were forgotten.
 */
public final class BackendMeters {
    /** From 1xx to 5xx. */
    private static final int CLASSES = 5;

    private final LongAdder[] answers = IntStream.range(0, CLASSES).mapToObj(i -> new LongAdder()).toArray(LongAdder[]::new);
    private final LatencyHistogram responseTimes = new LatencyHistogram();
    private final LongAdder retries = new LongAdder();
    private final Counts failures = new Counts();
    private final Counts ejections = new Counts();
    private final Counts probes = new Counts();

    BackendMeters() {
    }

    /**
     * Counts an answer, of which the head has come.
     *
     * @param status 100 to 599; any other, which HTTP has no word for, counts as 5xx
     * @param nanos from the start of the attempt, connecting included, to the head
     */
    public void answered(int status, long nanos) {
        int family = status / 100;
        answers[family >= 1 && family <= CLASSES ? family - 1 : CLASSES - 1].increment();
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

    /** Returns the answers of a class: 2 for 2xx, from 1 to 5. */
    public long answers(int family) {
        return answers[family - 1].sum();
    }

    /** Returns all answers. An answer that was cut short in its body is among them, and among the failures, too. */
    public long answers() {
        return IntStream.rangeClosed(1, CLASSES).mapToLong(this::answers).sum();
    }

    /** Returns how long answers took from the start of their attempt to their head. */
    public LatencySnapshot responseTimes() {
        return responseTimes.snapshot();
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
