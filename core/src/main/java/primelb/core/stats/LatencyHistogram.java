package primelb.core.stats;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts durations in buckets whose width grows with the duration, so that memory is bounded and quantiles are close at any
 * scale. Safe for any thread; recording takes no lock.
 *
 * <p>Up to 10 µs the buckets are 1 µs wide; from there on each decade has 90 of the same width, so that a bucket is at most
 * a tenth as wide as what it counts, and a quantile, which is the middle of a bucket, is at most 5 % (or 0.5 µs) off. Bounds
 * of two decimal digits (250 µs, 1 ms, 2.5 s) fall between buckets: how many values do not exceed one of them is exact.
 * What takes longer than 1,000 s is in the last bucket.
 *
 * <p>An empty histogram is small; with the first value it takes 6 kB.
 */
public final class LatencyHistogram {
    private final AtomicReference<AtomicLongArray> counts = new AtomicReference<>();
    private final LongAdder sumNanos = new LongAdder();

    /** Begins empty. */
    public LatencyHistogram() {
    }

    /** Counts a duration; one below nothing, which a clock may say across processors, counts as nothing. */
    public void record(long nanos) {
        long duration = Math.max(0, nanos);
        AtomicLongArray array = counts.get();
        (array != null ? array : begin()).getAndIncrement(Buckets.of(duration));
        sumNanos.add(duration);
    }

    private AtomicLongArray begin() {
        counts.compareAndSet(null, new AtomicLongArray(Buckets.COUNT));
        return counts.get();
    }

    /** Returns what was counted so far; what is recorded meanwhile may be in it or not. */
    public LatencySnapshot snapshot() {
        AtomicLongArray array = counts.get();
        if (array == null) {
            return LatencySnapshot.EMPTY;
        }
        long[] copy = new long[Buckets.COUNT];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = array.get(i);
        }
        return new LatencySnapshot(copy, sumNanos.sum());
    }
}
