package primelb.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Chooses one backend for one attempt. Not safe for several threads: its owner calls it under a lock. */
public interface Policy {
    /**
     * Returns the chosen candidate, or empty if none is eligible.
     *
     * @param candidates all candidates, in a stable order; may be empty. The list itself never changes: as long as it is
     *     the same object, the candidates and their weights are the same, too
     * @param eligible which of them may be chosen
     * @param <C> the kind of candidate
     */
    <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible);

    /**
     * Does the same for a request with a key; most policies do not look at it.
     *
     * @param key the same for requests that belong together, and well mixed: all its bits depend on all of what it stands
     *     for
     */
    default <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible, long key) {
        return choose(candidates, eligible);
    }

    /** Returns whether the keys of requests matter. */
    default boolean looksAtKeys() {
        return false;
    }

    /** Returns who wants to hear how attempts end, if the policy learns from that. */
    default Optional<Feedback> feedback() {
        return Optional.empty();
    }

    /** Returns the name by which it is configured. */
    String name();
}
