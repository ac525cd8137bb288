package primelb.client.compare;

import java.util.Arrays;

/**
 * The rank sum test of Mann, Whitney and Wilcoxon, exactly.
 *
 * <p>It asks how often chance alone, dealing the same values to the two sides in every possible way, would put them
 * at least as far apart. Equal values share their ranks, and the count is of the values as they are, so that ties need
 * no correction and no normal distribution is supposed (E. L. Lehmann, Nonparametrics, chapter 1).
 */
final class MannWhitney {
    private MannWhitney() {
    }

    /**
     * Returns the two-sided probability, 0..1: small where chance hardly explains the difference.
     *
     * @param left values of one side, at least one
     * @param right values of the other, at least one
     */
    static double probability(double[] left, double[] right) {
        int[] ranks = doubledRanks(left, right);
        int observed = 0;
        for (int at = 0; at < left.length; at++) {
            observed += ranks[at];
        }
        double[] ways = waysToSum(ranks, left.length);
        double below = 0;
        double above = 0;
        double all = 0;
        for (int sum = 0; sum < ways.length; sum++) {
            all += ways[sum];
            below += sum <= observed ? ways[sum] : 0;
            above += sum >= observed ? ways[sum] : 0;
        }
        return Math.min(1, 2 * Math.min(below, above) / all);
    }

    /** Twice the rank of each value among all, so that the mean rank of equal values is whole; left ones first. */
    private static int[] doubledRanks(double[] left, double[] right) {
        double[] all = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, all, left.length, right.length);
        int[] ranks = new int[all.length];
        for (int at = 0; at < all.length; at++) {
            int less = 0;
            int same = 0;
            for (double other : all) {
                less += other < all[at] ? 1 : 0;
                same += other == all[at] ? 1 : 0;
            }
            ranks[at] = 2 * less + same + 1;
        }
        return ranks;
    }

    /** In how many ways so many of the ranks have each sum. */
    private static double[] waysToSum(int[] ranks, int chosen) {
        int most = Arrays.stream(ranks).sum();
        double[][] ways = new double[chosen + 1][most + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int count = chosen; count >= 1; count--) {
                for (int sum = most; sum >= rank; sum--) {
                    ways[count][sum] += ways[count - 1][sum - rank];
                }
            }
        }
        return ways[chosen];
    }

    /**
     * Returns how many of the least and of the greatest differences between the sides may be left out, so that those
     * that remain cover the true shift with at least this confidence; 0 where not even all of them do.
     */
    static int ranksOutside(int left, int right, double confidence) {
        int[] ranks = new int[left + right];
        Arrays.setAll(ranks, at -> at + 1);
        double[] ways = waysToSum(ranks, left);
        double all = Arrays.stream(ways).sum();
        int least = left * (left + 1) / 2;
        double below = 0;
        int outside = 0;
        while ((below + ways[least + outside]) / all <= (1 - confidence) / 2) {
            below += ways[least + outside];
            outside++;
        }
        return outside;
    }
}
