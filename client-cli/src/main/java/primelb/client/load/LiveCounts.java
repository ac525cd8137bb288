package primelb.client.load;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What can be said while a run goes on; the recording says it exactly afterwards. For use by many threads.
 */
public final class LiveCounts {
    /** Enough for a steady median, little enough to sort ten times a second. */
    private static final int WINDOW = 512;

    private final AtomicLong ok = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLongArray latencies = new AtomicLongArray(WINDOW);

    /** Counts one sample. */
    void record(Sample sample) {
        if (sample.isOk()) {
            long position = ok.getAndIncrement();
            latencies.set((int) (position % WINDOW), sample.responseNanos());
        } else {
            failed.incrementAndGet();
        }
    }

    /** Returns how many were ok so far. */
    public long ok() {
        return ok.get();
    }

    /** Returns how many failed so far. */
    public long failed() {
        return failed.get();
    }

    /** Returns the median latency of the latest ok requests in nanoseconds, 0 before the first. */
    public long recentMedianNanos() {
        int known = (int) Math.min(ok.get(), WINDOW);
        if (known == 0) {
            return 0;
        }
        long[] recent = new long[known];
        for (int at = 0; at < known; at++) {
            recent[at] = latencies.get(at);
        }
        Arrays.sort(recent);
        return recent[(known - 1) / 2];
    }
}
