package primelb.core.stats;

/**
 * What a {@link LatencyHistogram} had counted at one moment, or between two. Immutable.
 */
public final class LatencySnapshot {
    /** Nothing was counted. */
    public static final LatencySnapshot EMPTY = new LatencySnapshot(new long[Buckets.COUNT], 0);

    private final long[] counts;
    private final long count;
    private final long sumNanos;

    /** Takes the array as its own. */
    LatencySnapshot(long[] counts, long sumNanos) {
        this.counts = counts;
        this.sumNanos = sumNanos;
        long sum = 0;
        for (long each : counts) {
            sum += each;
        }
        this.count = sum;
    }

    /** Returns how many durations were counted. */
    public long count() {
        return count;
    }

    /** Returns the sum of the durations in nanoseconds, each exact. */
    public long sumNanos() {
        return sumNanos;
    }

    /**
     * Returns the duration in nanoseconds that the share {@code q} of all do not exceed (p99 is 0.99), at most 5 % or 0.5 µs
     * off; 0 where nothing was counted, and 1,000 s for all that is longer.
     *
     * @throws IllegalArgumentException if q is not 0..1
     */
    public long quantileNanos(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("q must be 0..1, got " + q);
        }
        if (count == 0) {
            return 0;
        }
        // Nearest rank, and a hair less: 0.07 of 100 values is the 7th, although the double 0.07 is a little more than that.
        long rank = Math.max(1, (long) Math.ceil(q * count * (1 - 1e-12)));
        int bucket = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[bucket]) {
            bucket++;
        }
        return (Buckets.lower(bucket) + Buckets.upper(bucket)) / 2;
    }

    /** Returns how many durations do not exceed this one; exact for one of two decimal digits, from 1 µs to 1,000 s. */
    public long countAtMost(long nanos) {
        long sum = 0;
        for (int i = 0; i < counts.length - 1 && Buckets.upper(i) <= nanos; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** Returns what was counted after an earlier moment of the same histogram. */
    public LatencySnapshot since(LatencySnapshot earlier) {
        long[] more = new long[counts.length];
        for (int i = 0; i < more.length; i++) {
            more[i] = Math.max(0, counts[i] - earlier.counts[i]);
        }
        return new LatencySnapshot(more, Math.max(0, sumNanos - earlier.sumNanos));
    }

    /** Returns what this and another one have counted together. */
    public LatencySnapshot plus(LatencySnapshot other) {
        long[] both = new long[counts.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = counts[i] + other.counts[i];
        }
        return new LatencySnapshot(both, sumNanos + other.sumNanos);
    }
}
