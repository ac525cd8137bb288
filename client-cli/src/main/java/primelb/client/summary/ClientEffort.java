package primelb.client.summary;

/**
 * What the client itself did to the machine and to its own clock while it measured.
 *
 * @param cpuShare the part of the whole machine that the client's process used, 0..1
 * @param cores the processors there are
 * @param longestStallNanos the longest time for which a thread that wanted to run did not
 */
public record ClientEffort(double cpuShare, int cores, long longestStallNanos) {
    /** Above half the machine, what was measured may be the client. */
    private static final double MUCH_CPU = 0.5;

    /** A stall this long shows in a percentile. */
    private static final long LONG_STALL_NANOS = 100_000_000L;

    /** Returns whether the client, and not the target, may have been what limited the result. */
    public boolean mayHaveBeenTheLimit() {
        return cpuShare > MUCH_CPU;
    }

    /** Returns what follows from it, as it is printed. */
    public String verdict() {
        if (mayHaveBeenTheLimit()) {
            return "the client may have been the limit";
        }
        return longestStallNanos > LONG_STALL_NANOS
                ? "the client was not the limit, but it stalled: the longest latencies may be its own"
                : "the client was not the limit";
    }
}
