package primelb.client.simulate;

/**
 * Requests as they were recorded, in the order in which they were due.
 *
 * @param arrivals when each arrives, in nanoseconds after the first moment; ascending
 * @param services how long a server of speed 1 works on each, in nanoseconds; empty where that is drawn
 */
public record Trace(long[] arrivals, long[] services) {
    /** Keeps its own copies. */
    public Trace {
        arrivals = arrivals.clone();
        services = services.clone();
        if (arrivals.length == 0 || services.length != 0 && services.length != arrivals.length) {
            throw new IllegalArgumentException("a trace needs arrivals, and a service time for each or for none");
        }
    }

    /** Returns how many there are. */
    public int count() {
        return arrivals.length;
    }
}
