package primelb.client.simulate;

/**
 * A time in which servers do not work.
 *
 * @param first the first of the servers, from 0
 * @param last the last of them
 * @param from when it begins, in nanoseconds after the first moment of arrivals, 0 or more
 * @param until when it ends; after {@code from}
 * @param kind how it shows
 */
public record Fault(int first, int last, long from, long until, Kind kind) {
    /** How a fault shows. */
    public enum Kind {
        /** The process has gone: what it worked on is lost, connections are refused. */
        REFUSE,
        /** The process stands still: connections are taken, nothing is answered; afterwards it goes on. */
        FREEZE
    }

    /** Refuses what is no time or no server. */
    public Fault {
        if (first < 0 || last < first || from < 0 || until <= from) {
            throw new IllegalArgumentException("a fault needs servers and a time, got " + first + ".." + last + " and "
                    + from + ".." + until);
        }
    }
}
