package primelb.core.balance;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The candidate that has been idle for longest; while none is, any, each as likely as its weight says.
 *
 * <p>It keeps the idle in a queue, so it costs the same however many there are (the join-idle-queue of Lu and others,
 * 2011). It makes most of a cap on what is in flight: where every server takes no more at once than it can work on, no
 * request waits at a busy server while another is idle; those that find all full wait in the line of the pool, which
 * serves them in the order of their coming.
 */
public final class JoinIdle implements Policy {
    private final Draw draw;
    private final Set<Candidate> idle = new LinkedHashSet<>();
    private List<?> known = List.of();
    private Set<Candidate> members = Set.of();

    /** Makes the policy; the generator is used by it alone. */
    public JoinIdle(RandomGenerator random) {
        this.draw = new Draw(random);
    }

    @Override
    public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
        if (candidates != known) {
            known = candidates;
            members = new HashSet<>(candidates);
            idle.retainAll(members);
            candidates.stream().filter(each -> each.inFlight() == 0).forEach(idle::add);
        }
        C chosen = longestIdle(eligible);
        if (chosen == null) {
            int at = draw.next(candidates, eligible, -1);
            chosen = at < 0 ? null : candidates.get(at);
        }
        return Optional.ofNullable(chosen);
    }

    /** Takes the first eligible one from the queue. Those that may not be chosen at this time go behind it. */
    private <C extends Candidate> C longestIdle(Predicate<? super C> eligible) {
        for (int looks = idle.size(); looks > 0; looks--) {
            Iterator<Candidate> queue = idle.iterator();
            // Whoever is in the queue is in the list that it was made from.
            @SuppressWarnings("unchecked")
            C first = (C) queue.next();
            queue.remove();
            if (first.inFlight() == 0) {
                if (eligible.test(first)) {
                    return first;
                }
                idle.add(first);
            }
        }
        return null;
    }

    @Override
    public Optional<Feedback> feedback() {
        return Optional.of((candidate, nanos, answered) -> {
            if (candidate.inFlight() == 0 && members.contains(candidate)) {
                idle.add(candidate);
            }
        });
    }

    @Override
    public String name() {
        return "join-idle";
    }
}
