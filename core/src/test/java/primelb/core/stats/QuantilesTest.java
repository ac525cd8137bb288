package primelb.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesTest {

    /** Returns the quantiles of 1..n, so that a value is its own rank. */
    private static Quantiles ranks(int n) {
        return Quantiles.of(LongStream.rangeClosed(1, n).map(rank -> n + 1 - rank).toArray());
    }

    @Test
    void countsAndFindsTheEnds() {
        Quantiles quantiles = Quantiles.of(new long[] {30, 10, 20, 20});

        assertEquals(4, quantiles.count());
        assertEquals(10, quantiles.min());
        assertEquals(30, quantiles.max());
        assertEquals(20.0, quantiles.mean());
    }

    @Test
    void theMeanOfHugeValuesDoesNotOverflow() {
        assertEquals((double) Long.MAX_VALUE, Quantiles.of(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}).mean());
    }

    @Test
    void leavesTheValuesOfTheCallerAlone() {
        long[] values = {3, 1, 2};
        Quantiles quantiles = Quantiles.of(values);
        values[1] = 99;

        assertEquals(1, quantiles.min());
        assertEquals(3, values[0]);
    }

    /** The worked example of the nearest-rank method: the list 15, 20, 35, 40, 50. */
    @ParameterizedTest
    @CsvSource({"0.05, 15", "0.20, 15", "0.30, 20", "0.40, 20", "0.41, 35", "0.50, 35", "1.00, 50", "0, 15"})
    void takesTheNearestRank(double q, long expected) {
        assertEquals(expected, Quantiles.of(new long[] {50, 40, 35, 20, 15}).nearestRank(q));
    }

    @ParameterizedTest
    @CsvSource({"0.07, 100, 7", "0.29, 100, 29", "0.99, 100, 99", "0.999, 1000, 999", "0.95, 500, 475", "0.9, 1, 1"})
    void isNotFooledByBinaryFractions(double q, int n, long rank) {
        assertEquals(rank, ranks(n).nearestRank(q));
    }

    @ParameterizedTest
    @CsvSource({"0.9, 10, true", "0.9, 9, false", "0.99, 100, true", "0.99, 99, false", "0.999, 1000, true",
            "1, 1000000, false", "0.5, 0, false"})
    void aQuantileIsPrintableFromOneValueBeyondIt(double q, int n, boolean expected) {
        assertEquals(expected, ranks(n).printable(q));
    }

    @ParameterizedTest
    @CsvSource({"0.9, 100, false", "0.9, 99, true", "0.99, 1000, false", "0.99, 500, true"})
    void aQuantileIsApproximateBelowTenValuesBeyondIt(double q, int n, boolean expected) {
        assertEquals(expected, ranks(n).approximate(q));
    }

    /**
     * The symmetric 95 % ranks of the median, as tables of non-parametric intervals give them; for n = 10 by hand:
     * P(2 &lt;= B &lt;= 8) = 1 - 2 (1 + 10) / 1024 = 0.979, and without 2 and 8 it would be 0.891.
     */
    @ParameterizedTest
    @CsvSource({"6, 1, 6", "7, 1, 7", "9, 2, 8", "10, 2, 9", "15, 4, 12", "20, 6, 15", "25, 8, 18", "30, 10, 21",
            "50, 18, 33", "70, 27, 44", "100, 40, 61"})
    void agreesWithTheTableForTheMedian(int n, long low, long high) {
        assertEquals(Optional.of(new Quantiles.Interval(low, high)), ranks(n).confidence(0.5, 0.95));
    }

    /** Counted out with whole numbers of any size, so that every probability was exact. */
    @ParameterizedTest
    @CsvSource({"500, 0.5, 0.95, 228, 273", "500, 0.9, 0.95, 436, 464", "500, 0.99, 0.95, 490, 500",
            "1000, 0.99, 0.95, 983, 997", "500, 0.9, 0.99, 432, 467", "50, 0.9, 0.95, 41, 50"})
    void agreesWithExactArithmetic(int n, double q, double level, long low, long high) {
        assertEquals(Optional.of(new Quantiles.Interval(low, high)), ranks(n).confidence(q, level));
    }

    /** For the 0.9 quantile the interval needs 1 - 0.9^n - ..., so 0.9^n must be at most 0.025: n is at least 36. */
    @ParameterizedTest
    @CsvSource({"0.5, 5, false", "0.5, 6, true", "0.9, 35, false", "0.9, 36, true", "0.99, 367, false",
            "0.99, 368, true"})
    void thereIsAnIntervalOnlyFromEnoughValuesOn(double q, int n, boolean expected) {
        assertEquals(expected, ranks(n).confidence(q, 0.95).isPresent());
    }

    /** Beyond a million values the binomial is normal to within a rank or two: n q -+ 1.95996 sqrt(n q (1-q)). */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.99, 0.999, 0.01})
    void aMillionValuesOverflowNothingAndAgreeWithTheNormalLimit(double q) {
        int n = 1_000_000;
        double half = 1.959963985 * Math.sqrt(n * q * (1 - q));

        Quantiles.Interval interval = ranks(n).confidence(q, 0.95).orElseThrow();

        assertEquals(n * q - half, interval.low(), 3);
        assertEquals(n * q + half, interval.high(), 3);
    }

    @Test
    void lowAndHighQuantilesMirrorEachOther() {
        Quantiles.Interval low = ranks(1000).confidence(0.1, 0.95).orElseThrow();
        Quantiles.Interval high = ranks(1000).confidence(0.9, 0.95).orElseThrow();

        assertEquals(1001 - high.high(), low.low());
        assertEquals(1001 - high.low(), low.high());
    }

    @Test
    void noValuesHaveNoQuantiles() {
        Quantiles none = Quantiles.of(new long[0]);

        assertEquals(0, none.count());
        assertThrows(IllegalStateException.class, none::min);
        assertThrows(IllegalStateException.class, none::max);
        assertThrows(IllegalStateException.class, none::mean);
        assertThrows(IllegalStateException.class, () -> none.nearestRank(0.5));
        assertTrue(none.confidence(0.5, 0.95).isEmpty());
        assertFalse(none.printable(0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesAShareThatIsNone(double q) {
        Quantiles quantiles = ranks(10);

        assertThrows(IllegalArgumentException.class, () -> quantiles.nearestRank(q));
        assertThrows(IllegalArgumentException.class, () -> quantiles.confidence(q, 0.95));
        assertThrows(IllegalArgumentException.class, () -> quantiles.confidence(0.5, q));
    }
}
