package primelb.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One after the other: each eligible candidate gets every n-th request, whatever the others do. */
public final class RoundRobin implements Policy {
    private int next;

    /** Begins with the first candidate. */
    public RoundRobin() {
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        int size = candidates.size();
        for (int k = 0; k < size; k++) {
            int index = (next + k) % size;
            C candidate = candidates.get(index);
            if (eligible.test(candidate)) {
                next = index + 1;
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return "round-robin";
    }
}
