package primelb.core.forward;

import java.util.Arrays;

/**
 * How many attempts may follow failed ones, so that retries do not double the load of servers that all fail.
 *
 * <p>Within any ten seconds: a share of the requests that came, and a few more each second, so that there are some
 * where there is little traffic. Besides, what was in flight on a backend when it was ejected may be sent again once:
 * one server that goes must not cost the retries that the next failure needs. That is bounded, too.
 *
 * <p>Safe for any thread. It counts no requests itself: it is told how many there were so far, at each question and
 * every now and then.
 */
public final class RetryBudget {
    /** Seconds of the window; each is a slot of its own. */
    private static final int SLOTS = 10;
    private static final long SLOT_NANOS = 1_000_000_000L;

    private final RetryRules rules;
    private final long begin;
    /**
     * For each slot: the count of requests when it began, the retries out of the budget, and those out of the
     * reserve.
     */
    private final long[] requestsBefore = new long[SLOTS];
    private final int[] retries = new int[SLOTS];
    private final int[] failovers = new int[SLOTS];
    private long slot;

    /**
     * Makes a budget that begins now.
     *
     * @param rules how large it is
     * @param nowNanos the monotonic clock
     */
    public RetryBudget(RetryRules rules, long nowNanos) {
        this.rules = rules;
        this.begin = nowNanos;
    }

    /**
     * Notes how many requests there were. To be called at least once a second: requests that came in an earlier second
     * than the one in which they are told of are not counted longer than they should, but less.
     *
     * @param nowNanos the monotonic clock
     * @param requests how many requests there were since the beginning
     */
    public synchronized void note(long nowNanos, long requests) {
        long now = (nowNanos - begin) / SLOT_NANOS;
        if (now - slot >= SLOTS) {
            Arrays.fill(requestsBefore, requests);
            Arrays.fill(retries, 0);
            Arrays.fill(failovers, 0);
            slot = now;
        }
        while (slot < now) {
            int i = index(++slot);
            requestsBefore[i] = requests;
            retries[i] = 0;
            failovers[i] = 0;
        }
    }

    /**
     * Returns whether another attempt may follow, and counts it if so.
     *
     * @param nowNanos the monotonic clock
     * @param requests how many requests there were since the beginning
     * @param failover whether the request was in flight on a backend when that was ejected, and has not been sent again
     *     for this reason before
     */
    public synchronized boolean take(long nowNanos, long requests, boolean failover) {
        note(nowNanos, requests);
        if (failover && sum(failovers) < rules.reserve()) {
            failovers[index(slot)]++;
            return true;
        }
        long inWindow = requests - requestsBefore[index(slot + 1)];
        if (sum(retries) >= inWindow * rules.percent() / 100 + (long) rules.perSecond() * SLOTS) {
            return false;
        }
        retries[index(slot)]++;
        return true;
    }

    private static int sum(int[] slots) {
        int sum = 0;
        for (int each : slots) {
            sum += each;
        }
        return sum;
    }

    private static int index(long number) {
        return (int) (number % SLOTS);
    }
}
