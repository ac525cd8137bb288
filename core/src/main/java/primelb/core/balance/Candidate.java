package primelb.core.balance;

/** What a policy may know of a backend. */
public interface Candidate {
    /** Returns the requests sent and not finished, 0 or more. */
    int inFlight();

    /** Returns the share relative to others, 1 or more. */
    int weight();

    /**
     * Returns a number by which every balancer knows the server, also after its restart: what is sent to a server because
     * of a key goes by it. Two servers with the same number would share their keys.
     */
    long identity();
}
