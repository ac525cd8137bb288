package primelb.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The same candidate for the same key, as long as it is eligible; each gets its weight's share of the keys.
 *
 * <p>It is highest random weight hashing (Thaler and Ravishankar 1996), with weights as Schindelhauer and Schomaker gave
 * them (2005): key and candidate together give each candidate a score, and the best is chosen. So whoever leaves, is full
 * or was tried already gives its keys to those next in rank, to all in proportion, and no other key moves; and who comes
 * takes its share from all. Balancers that do not know of each other choose alike. Looks at the number of every candidate
 * for each choice, and at little more.
 */
public final class Rendezvous implements Policy {
    private List<?> known = List.of();
    private long[] identities = {};
    private int[] weights = {};
    private boolean equal;
    private long keyless;

    /** Makes the policy. */
    public Rendezvous() {
    }

    /** Chooses for a request that has no key: each counts as having one of its own, so that they spread. */
    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        return choose(candidates, eligible, Mix.of(keyless++));
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible, long key) {
        if (candidates != known) {
            learn(candidates);
        }
        C best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int at = 0; at < identities.length; at++) {
            // 53 bits make a number above 0 and below 1.
            double part = ((Mix.of(key ^ identities[at]) >>> 11) + 0.5) * 0x1p-53;
            // -ln(u) / weight is the waiting time for an event of that rate: the first to come is each in proportion.
            // It is never less than (1 - u) / weight, which spares the logarithm of most.
            if ((1 - part) / weights[at] < least) {
                double wait = equal ? 1 - part : -Math.log(part) / weights[at];
                if (wait < least && eligible.test(candidates.get(at))) {
                    least = wait;
                    best = candidates.get(at);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private void learn(List<? extends Candidate> candidates) {
        known = candidates;
        identities = candidates.stream().mapToLong(Candidate::identity).toArray();
        equal = candidates.stream().mapToInt(Candidate::weight).distinct().limit(2).count() < 2;
        // Equal weights need no division either.
        weights = candidates.stream().mapToInt(each -> equal ? 1 : each.weight()).toArray();
    }

    @Override
    public boolean looksAtKeys() {
        return true;
    }

    @Override
    public String name() {
        return "rendezvous";
    }
}
