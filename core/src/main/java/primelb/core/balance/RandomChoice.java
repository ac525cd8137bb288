package primelb.core.balance;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Any eligible candidate, each as likely as its weight says. What the others are measured against. */
public final class RandomChoice implements Policy {
    private final Draw draw;

    /** Makes the policy; the generator is used by it alone. */
    public RandomChoice(RandomGenerator random) {
        this.draw = new Draw(random);
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        int at = draw.next(candidates, eligible, -1);
        return at < 0 ? Optional.empty() : Optional.of(candidates.get(at));
    }

    @Override
    public String name() {
        return "random";
    }
}
