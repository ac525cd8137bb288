package primelb.client.load;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What can be said while a run goes on; the recording says it exactly afterwards. For use by many threads, which it
 * does not keep from each other.
 */
public final class LiveCounts {
    /** Enough for a steady median, little enough to sort ten times a second. */
    private static final int WINDOW = 512;

    private final LongAdder ok = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /** The latest latencies plus one, each client beginning at a place of its own; 0 where there is none yet. */
    private final AtomicLongArray latencies = new AtomicLongArray(WINDOW);

    /**
     * Counts one sample.
     *
     * @param number the how manieth of its client it is
     */
    void record(Sample sample, int number) {
        if (sample.isOk()) {
            ok.increment();
            latencies.setOpaque(Math.floorMod(sample.client() * 31 + number, WINDOW), sample.responseNanos() + 1);
        } else {
            failed.increment();
        }
    }

    /** Returns how many were ok so far. */
    public long ok() {
        return ok.sum();
    }

    /** Returns how many failed so far. */
    public long failed() {
        return failed.sum();
    }

    /** Returns the median latency of late ok requests in nanoseconds, 0 before the first. */
    public long recentMedianNanos() {
        long[] recent = new long[WINDOW];
        int known = 0;
        for (int at = 0; at < WINDOW; at++) {
            long latency = latencies.getOpaque(at);
            if (latency > 0) {
                recent[known++] = latency - 1;
            }
        }
        Arrays.sort(recent, 0, known);
        return known == 0 ? 0 : recent[(known - 1) / 2];
    }
}
