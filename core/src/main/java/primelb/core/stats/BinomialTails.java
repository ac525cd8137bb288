package primelb.core.stats;

/**
 * The ranks between which a quantile lies, by the tails of the binomial distribution.
 *
 * <p>Of n independent values the number B that lie below the true q-quantile is binomial (n, q), whatever the values'
 * distribution. So the value of rank l is above the quantile with probability P(B &lt; l), and the value of rank u
 * below it with P(B &gt;= u); the narrowest ranks that keep each of the two at or under a given tail make the interval
 * (W. J. Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2; Hahn and Meeker, Statistical Intervals,
 * section 5.2). It covers at least what was asked, and mostly a little more, since ranks are whole.
 *
 * <p>The probabilities are computed as ratios to that of the mode, P(k+1)/P(k) = (n-k)/(k+1) * q/(1-q), in both
 * directions until they vanish, and divided by their sum. Nothing overflows and nothing is approximated by a normal
 * distribution; the steps are some 24 standard deviations, 12,000 for a million values.
 */
final class BinomialTails {

    /** What is rarer than this, compared with the mode, changes no tail that anybody would ask for. */
    private static final double NEGLIGIBLE = 1e-30;

    /** {@code weights[i]} is the probability of {@code first + i}, up to the factor {@code total}. */
    private final double[] weights;
    private final int first;
    private final double total;

    private BinomialTails(double[] weights, int first, double total) {
        this.weights = weights;
        this.first = first;
        this.total = total;
    }

    /** Returns the tails for n values, at least 1, and the quantile q between 0 and 1, both excluded. */
    static BinomialTails of(int n, double q) {
        double odds = q / (1 - q);
        int mode = (int) Math.min(n, Math.floor((n + 1.0) * q));
        int first = mode;
        for (double weight = 1; first > 0 && weight > NEGLIGIBLE; first--) {
            weight *= first / ((n - first + 1.0) * odds);
        }
        int last = mode;
        for (double weight = 1; last < n && weight > NEGLIGIBLE; last++) {
            weight *= (n - last) / (last + 1.0) * odds;
        }
        double[] weights = new double[last - first + 1];
        weights[mode - first] = 1;
        for (int k = mode; k > first; k--) {
            weights[k - 1 - first] = weights[k - first] * k / ((n - k + 1.0) * odds);
        }
        for (int k = mode; k < last; k++) {
            weights[k + 1 - first] = weights[k - first] * (n - k) / (k + 1.0) * odds;
        }
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        return new BinomialTails(weights, first, total);
    }

    /** Returns the greatest rank l with P(B &lt; l) at most {@code tail}; 0 where there is no such rank. */
    int lowerRank(double tail) {
        double sum = 0;
        int i = 0;
        while (i < weights.length && (sum + weights[i]) / total <= tail) {
            sum += weights[i];
            i++;
        }
        return first + i;
    }

    /** Returns the least rank u with P(B &gt;= u) at most {@code tail}; n + 1 where there is no such rank. */
    int upperRank(double tail) {
        double sum = 0;
        int i = weights.length - 1;
        while (i >= 0 && (sum + weights[i]) / total <= tail) {
            sum += weights[i];
            i--;
        }
        return first + i + 1;
    }
}
