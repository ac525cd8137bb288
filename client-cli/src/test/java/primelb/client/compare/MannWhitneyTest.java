package primelb.client.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against tables, and against counting every way of dealing the values to the sides. */
class MannWhitneyTest {
    @Test
    void fourAgainstFourFullyApartAreTwoWaysOfSeventy() {
        assertEquals(2 / 70.0, MannWhitney.probability(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8}), 1e-12);
        assertEquals(2 / 70.0, MannWhitney.probability(new double[] {5, 6, 7, 8}, new double[] {1, 2, 3, 4}), 1e-12);
    }

    @Test
    void equalValuesAreNoDifference() {
        assertEquals(1, MannWhitney.probability(new double[] {3, 3, 3, 3}, new double[] {3, 3, 3, 3}));
    }

    @Test
    void theProbabilityIsThatOfEveryWayOfDealingTiesIncluded() {
        var random = new Random(11);
        for (int round = 0; round < 200; round++) {
            double[] left = random.ints(2 + random.nextInt(4), 0, 6).asDoubleStream().toArray();
            double[] right = random.ints(2 + random.nextInt(4), 0, 6).asDoubleStream().toArray();
            assertEquals(counted(left, right), MannWhitney.probability(left, right), 1e-9);
        }
    }

    @Test
    void theCriticalValuesAreThoseOfTheTables() {
        // U tables, two-sided 5 %: 0 for 4 and 4, 2 for 5 and 5, 5 for 6 and 6, 13 for 8 and 8, 23 for 10 and 10.
        int[][] known = {{4, 0}, {5, 2}, {6, 5}, {8, 13}, {10, 23}};
        for (int[] row : known) {
            assertEquals(row[1] + 1, MannWhitney.ranksOutside(row[0], row[0], 0.95), row[0] + " a side");
        }
        assertEquals(0, MannWhitney.ranksOutside(3, 3, 0.95));
    }

    @Test
    void theIntervalCoversTheTrueShiftAsOftenAsItSays() {
        var random = new Random(5);
        int covered = 0;
        for (int round = 0; round < 2_000; round++) {
            double[] left = random.doubles(6).toArray();
            double[] right = random.doubles(6).map(value -> value + 0.3).toArray();
            Shift.Conclusion conclusion = Shift.between(left, right).conclusion().orElseThrow();
            covered += conclusion.low() <= 0.3 && conclusion.high() >= 0.3 ? 1 : 0;
        }
        assertTrue(covered >= 1_880, covered + " of 2000");
    }

    @Test
    void threeRunsASideConcludeNothing() {
        assertTrue(Shift.between(new double[] {1, 2, 3}, new double[] {7, 8, 9}).conclusion().isEmpty());
        assertEquals(6, Shift.between(new double[] {1, 2, 3}, new double[] {7, 8, 9}).difference());
    }

    /** The rank sums of all subsets of this size, counted one by one. */
    private static double counted(double[] left, double[] right) {
        int all = left.length + right.length;
        double[] values = new double[all];
        System.arraycopy(left, 0, values, 0, left.length);
        System.arraycopy(right, 0, values, left.length, right.length);
        double observed = rankSum(values, (1 << left.length) - 1);
        int below = 0;
        int above = 0;
        int ways = 0;
        for (int set = 0; set < 1 << all; set++) {
            if (Integer.bitCount(set) == left.length) {
                double sum = rankSum(values, set);
                ways++;
                below += sum <= observed + 1e-9 ? 1 : 0;
                above += sum >= observed - 1e-9 ? 1 : 0;
            }
        }
        return Math.min(1, 2.0 * Math.min(below, above) / ways);
    }

    private static double rankSum(double[] values, int set) {
        double sum = 0;
        for (int at = 0; at < values.length; at++) {
            if ((set >> at & 1) == 1) {
                int less = 0;
                int same = 0;
                for (double other : values) {
                    less += other < values[at] ? 1 : 0;
                    same += other == values[at] ? 1 : 0;
                }
                sum += less + (same + 1) / 2.0;
            }
        }
        return sum;
    }
}
