package primelb.core.balance;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Draws candidates at random, each as likely as its weight says.
 *
 * <p>It draws among all until it meets an eligible one, so that it need not look at each: with few that are not eligible
 * it costs the same however many there are. Where that does not succeed soon it looks at each, which is as fair.
 */
final class Draw {
    /** Above this many draws in vain, most are not eligible: then a look at each costs little more. */
    private static final int DRAWS = 8;

    private final RandomGenerator random;
    private List<?> known = List.of();
    /** The sums of the weights up to each candidate; null where all weigh the same. */
    private long[] sums;

    Draw(RandomGenerator random) {
        this.random = random;
    }

    /** Returns the place of an eligible candidate, or -1 if there is none but the one at the place to leave out. */
    <C extends Candidate> int next(List<C> candidates, Predicate<? super C> eligible, int except) {
        int size = candidates.size();
        if (size == 0) {
            return -1;
        }
        if (candidates != known) {
            learn(candidates);
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            int at = sums == null ? random.nextInt(size) : place(random.nextLong(sums[size - 1]));
            if (at != except && eligible.test(candidates.get(at))) {
                return at;
            }
        }
        return amongEligible(candidates, eligible, except);
    }

    private <C extends Candidate> int amongEligible(List<C> candidates, Predicate<? super C> eligible, int except) {
        int chosen = -1;
        long seen = 0;
        for (int at = 0; at < candidates.size(); at++) {
            C candidate = candidates.get(at);
            if (at != except && eligible.test(candidate)) {
                // Each replaces the chosen one with the chance of its weight among those seen: one pass is enough.
                seen += candidate.weight();
                if (random.nextLong(seen) < candidate.weight()) {
                    chosen = at;
                }
            }
        }
        return chosen;
    }

    private void learn(List<? extends Candidate> candidates) {
        known = candidates;
        long[] all = new long[candidates.size()];
        long sum = 0;
        boolean equal = true;
        for (int at = 0; at < all.length; at++) {
            sum += candidates.get(at).weight();
            all[at] = sum;
            equal &= candidates.get(at).weight() == candidates.getFirst().weight();
        }
        sums = equal ? null : all;
    }

    /** Returns the first place whose sum is above the number. */
    private int place(long number) {
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
