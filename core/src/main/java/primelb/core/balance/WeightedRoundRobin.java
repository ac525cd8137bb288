package primelb.core.balance;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Each candidate gets its weight's share of the requests, evenly spread and not in bursts: with weights 5, 1 and 1 the
 * order is a a b a c a a.
 *
 * <p>It is the smooth weighted round robin of nginx: every candidate gains its weight with each choice, the one that has
 * gained most is chosen and pays what all have gained. Looks at every candidate for each choice.
 */
public final class WeightedRoundRobin implements Policy {
    private List<? extends Candidate> known = List.of();
    /** What each of the known has gained and not paid; their sum is 0 while all are eligible. */
    private long[] gains = {};

    /** Begins with the heaviest candidate. */
    public WeightedRoundRobin() {
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        if (candidates != known) {
            learn(candidates);
        }
        long all = 0;
        int best = -1;
        for (int at = 0; at < gains.length; at++) {
            C candidate = candidates.get(at);
            if (eligible.test(candidate)) {
                int weight = candidate.weight();
                gains[at] += weight;
                all += weight;
                if (best < 0 || gains[at] > gains[best]) {
                    best = at;
                }
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        gains[best] -= all;
        return Optional.of(candidates.get(best));
    }

    /** Takes a new list; whoever was in the former keeps what it has gained. */
    private void learn(List<? extends Candidate> candidates) {
        Map<Candidate, Long> former = new IdentityHashMap<>();
        for (int at = 0; at < gains.length; at++) {
            former.put(known.get(at), gains[at]);
        }
        long[] newer = new long[candidates.size()];
        for (int at = 0; at < newer.length; at++) {
            newer[at] = former.getOrDefault(candidates.get(at), 0L);
        }
        known = candidates;
        gains = newer;
    }

    @Override
    public String name() {
        return "weighted-round-robin";
    }
}
