package primelb.core.balance;

/** Hears how attempts end. Called under the same lock as the policy that it belongs to. */
@FunctionalInterface
public interface Feedback {
    /**
     * An attempt is over.
     *
     * @param candidate whose; it is no longer counted among its requests in flight
     * @param nanos how long the attempt took, 0 or more
     * @param answered whether there was an answer; without one the time says only how long there was none
     */
    void ended(Candidate candidate, long nanos, boolean answered);
}
