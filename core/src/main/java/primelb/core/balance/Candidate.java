package primelb.core.balance;

/** What a policy may know of a backend. */
public interface Candidate {
    /** Returns the requests sent and not finished, 0 or more. */
    int inFlight();

    /** Returns the share relative to others, 1 or more. */
    int weight();
}
