package primelb.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The candidate with the fewest requests in flight for its weight; among equals they take turns, so that the first one
 * in the list is not favoured.
 *
 * <p>Looks at one after the other until it finds one that nobody can be less loaded than: an idle one of the greatest
 * weight. So it costs little while some are idle, however many there are, and a look at each when all are busy.
 */
public final class LeastInFlight implements Policy {
    private int next;
    private List<?> known = List.of();
    private int heaviest;

    /** Begins with the first candidate. */
    public LeastInFlight() {
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        if (candidates != known) {
            known = candidates;
            heaviest = candidates.stream().mapToInt(Candidate::weight).max().orElse(0);
        }
        int size = candidates.size();
        C best = null;
        int bestIndex = -1;
        int index = next < size ? next : 0;
        for (int k = 0; k < size; k++) {
            C candidate = candidates.get(index);
            if ((best == null || Load.less(candidate, best)) && eligible.test(candidate)) {
                best = candidate;
                bestIndex = index;
                if (candidate.weight() >= heaviest && candidate.inFlight() == 0) {
                    break;
                }
            }
            index = index + 1 < size ? index + 1 : 0;
        }
        if (best != null) {
            next = bestIndex + 1;
        }
        return Optional.ofNullable(best);
    }

    @Override
    public String name() {
        return "least-in-flight";
    }
}
