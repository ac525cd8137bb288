package primelb.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The candidate with the fewest requests in flight for its weight; among equals they take turns, so that the first one
 * in the list is not favoured.
 */
public final class LeastInFlight implements Policy {
    private int next;

    /** Begins with the first candidate. */
    public LeastInFlight() {
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        int size = candidates.size();
        C best = null;
        int bestIndex = -1;
        for (int k = 0; k < size; k++) {
            int index = (next + k) % size;
            C candidate = candidates.get(index);
            if (eligible.test(candidate) && (best == null || lessLoaded(candidate, best))) {
                best = candidate;
                bestIndex = index;
            }
        }
        if (best != null) {
            next = bestIndex + 1;
        }
        return Optional.ofNullable(best);
    }

    /** Compares (in flight + 1) / weight without dividing: what the load would be with one more. */
    private static boolean lessLoaded(Candidate a, Candidate b) {
        return (a.inFlight() + 1L) * b.weight() < (b.inFlight() + 1L) * a.weight();
    }

    @Override
    public String name() {
        return "least-in-flight";
    }
}
