package primelb.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Chooses one backend for one attempt. Not safe for several threads: its owner calls it under a lock. */
public interface Policy {
    /**
     * Returns the chosen candidate, or empty if none is eligible.
     *
     * @param candidates all candidates, in a stable order; may be empty
     * @param eligible which of them may be chosen
     * @param <C> the kind of candidate
     */
    <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible);

    /** Returns the name by which it is configured. */
    String name();
}
