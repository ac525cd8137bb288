package primelb.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Of two drawn at random, each as likely as its weight says, the one with fewer requests in flight for its weight.
 *
 * <p>Costs the same however many there are. Two are enough: of n requests thrown on n idle servers the fullest gets about
 * log n / log log n by one draw, and log log n / log 2 by two (Azar, Broder, Karlin, Upfal 1994); a third draw gains
 * little. And balancers that do not know of each other do not all choose the same server.
 */
public final class PowerOfTwo implements Policy {
    private final Draw draw;

    /** Makes the policy; the generator is used by it alone. */
    public PowerOfTwo(RandomGenerator random) {
        this.draw = new Draw(random);
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        int one = draw.next(candidates, eligible, -1);
        if (one < 0) {
            return Optional.empty();
        }
        int other = draw.next(candidates, eligible, one);
        C first = candidates.get(one);
        return Optional.of(other >= 0 && Load.less(candidates.get(other), first) ? candidates.get(other) : first);
    }

    @Override
    public String name() {
        return "power-of-two";
    }
}
