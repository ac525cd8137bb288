package primelb.client.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import primelb.core.stats.Quantiles;

class HistogramTest {
    private static Histogram of(long... values) {
        Histogram histogram = new Histogram();
        LongStream.of(values).forEach(histogram::add);
        return histogram;
    }

    @Test
    void percentilesAreWithinOneThousandth() {
        SplittableRandom random = new SplittableRandom(8);
        long[] values = LongStream.generate(() -> (long) Math.exp(random.nextDouble() * 40)).limit(10_000).toArray();
        Histogram histogram = of(values);
        Quantiles exact = Quantiles.of(values);
        for (double share : new double[] {0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
            assertEquals(exact.nearestRank(share), histogram.quantile(share), 0.001 * exact.nearestRank(share));
        }
        assertEquals(exact.mean(), histogram.mean(), 1e-9 * exact.mean());
        assertEquals(exact.min(), histogram.min());
        assertEquals(exact.max(), histogram.max());
    }

    @Test
    void smallValuesAreExactAndTheGreatestFit() {
        assertEquals(7, of(3, 7, 2_000).quantile(0.5));
        assertEquals(2_000, of(3, 7, 2_000).quantile(1));
        assertEquals(Long.MAX_VALUE, of(Long.MAX_VALUE).quantile(0.5));
        assertEquals(0, of().quantile(0.5));
        assertEquals(0, of().mean());
    }
}
