package primelb.core.stats;

/** The buckets of latency histograms. Each excludes its lower bound and includes its upper one, as Prometheus' do. */
final class Buckets {
    private static final long NANOS_PER_MICRO = 1_000;
    /** Buckets of 1 µs, before the first decade. */
    private static final int FINE = 10;
    /** Buckets of a decade: from ten to ninety-nine of its unit. */
    private static final int PER_DECADE = 90;
    /** From 10 µs to 1,000 s. */
    private static final int DECADES = 8;

    /** How many there are; the last one has no upper bound. */
    static final int COUNT = FINE + PER_DECADE * DECADES + 1;

    private Buckets() {
    }

    /** Returns the bucket of a duration, 0 or more. */
    static int of(long nanos) {
        long micros = nanos <= 0 ? 0 : (nanos - 1) / NANOS_PER_MICRO;
        if (micros < FINE) {
            return (int) micros;
        }
        long unit = 1;
        for (int decade = 0; decade < DECADES; decade++) {
            if (micros < 100 * unit) {
                return FINE + decade * PER_DECADE + (int) (micros / unit) - FINE;
            }
            unit *= 10;
        }
        return COUNT - 1;
    }

    /** Returns what every duration of the bucket exceeds, in nanoseconds; 0 for the first, which has 0 too. */
    static long lower(int bucket) {
        if (bucket < FINE) {
            return bucket * NANOS_PER_MICRO;
        }
        long unit = NANOS_PER_MICRO;
        for (int decade = (bucket - FINE) / PER_DECADE; decade > 0; decade--) {
            unit *= 10;
        }
        return (FINE + (bucket - FINE) % PER_DECADE) * unit;
    }

    /** Returns what no duration of the bucket exceeds, in nanoseconds; for the last the same as its lower bound. */
    static long upper(int bucket) {
        return bucket == COUNT - 1 ? lower(bucket) : lower(bucket + 1);
    }
}
