package primelb.client.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {
    static Stream<Distribution> all() {
        return Stream.of(new Distribution.Constant(), new Distribution.Exponential(), new Distribution.Pareto(3, 1e4),
                new Distribution.Pareto(1.5, 100), new Distribution.Lognormal(0.5),
                Distribution.Recorded.of(new long[] {1_000, 2_000, 9_000}, "test"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theMeanIsOneAndTheVarianceWhatItSays(Distribution distribution) {
        SplittableRandom random = new SplittableRandom(4);
        double[] drawn = DoubleStream.generate(() -> distribution.next(random)).limit(300_000).toArray();
        double mean = DoubleStream.of(drawn).average().orElseThrow();
        double variance = DoubleStream.of(drawn).map(each -> (each - mean) * (each - mean)).average().orElseThrow();

        assertEquals(1, mean, 0.01);
        assertEquals(distribution.variability(), variance, 0.1 * distribution.variability());
    }

    @Test
    void theHeavyTailEnds() {
        SplittableRandom random = new SplittableRandom(4);
        Distribution pareto = new Distribution.Pareto(1, 1e4);
        double[] drawn = DoubleStream.generate(() -> pareto.next(random)).limit(300_000).sorted().toArray();

        assertEquals(1e4, drawn[drawn.length - 1] / drawn[0], 1_000);
        // For an exponent of 1 it is (r - 1)^2 / (r ln^2 r) - 1.
        assertEquals(9_999.0 * 9_999 / 1e4 / Math.pow(Math.log(1e4), 2) - 1, pareto.variability(), 1e-6);
    }

    @Test
    void timesOfNothingAreNoTimes() {
        assertThrows(IllegalArgumentException.class, () -> Distribution.Recorded.of(new long[] {0, 0}, "test"));
        assertThrows(IllegalArgumentException.class, () -> Distribution.Recorded.of(new long[0], "test"));
    }
}
