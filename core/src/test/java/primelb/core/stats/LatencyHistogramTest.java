package primelb.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000 * MICRO;
    private static final long SECOND = 1_000 * MILLI;

    @Test
    void everyDurationLiesInItsBucketAndBucketsAreNarrow() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            long nanos = (long) Math.exp(random.nextDouble() * Math.log(1e12));
            int bucket = Buckets.of(nanos);
            assertTrue(nanos > Buckets.lower(bucket) && nanos <= Buckets.upper(bucket), () -> "" + nanos);
            assertTrue(nanos <= 10 * MICRO || Buckets.upper(bucket) - Buckets.lower(bucket) <= nanos / 10 + 1,
                    () -> "" + nanos);
        }
    }

    @Test
    void bucketsFollowEachOtherWithoutGaps() {
        for (int i = 0; i < Buckets.COUNT - 1; i++) {
            assertEquals(i, Buckets.of(Buckets.upper(i)));
            assertEquals(i + 1, Buckets.of(Buckets.upper(i) + 1));
            assertEquals(Buckets.upper(i), Buckets.lower(i + 1));
        }
    }

    @Test
    void quantilesAreWithinFivePercentOfTheExactOnes() {
        var random = new SplittableRandom(2);
        var histogram = new LatencyHistogram();
        long[] values = new long[10_007];
        for (int i = 0; i < values.length; i++) {
            values[i] = 11 * MICRO + (long) (MILLI * Math.exp(3 * random.nextGaussian()));
            histogram.record(values[i]);
        }
        Quantiles exact = Quantiles.of(values);
        for (double q : new double[] {0, 0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
            double off = histogram.snapshot().quantileNanos(q) / (double) exact.nearestRank(q);
            assertEquals(1, off, 0.05, () -> "q=" + q);
        }
        assertEquals(Arrays.stream(values).sum(), histogram.snapshot().sumNanos());
    }

    @Test
    void countsUpToADecimalBoundAreExact() {
        var histogram = new LatencyHistogram();
        histogram.record(0);
        histogram.record(MILLI);
        histogram.record(MILLI + 1);
        histogram.record(2_500 * MICRO);
        histogram.record(2_500 * MICRO + 1);
        LatencySnapshot seen = histogram.snapshot();

        assertEquals(0, new LatencyHistogram().snapshot().countAtMost(SECOND));
        assertEquals(1, seen.countAtMost(500 * MICRO));
        assertEquals(2, seen.countAtMost(MILLI));
        assertEquals(4, seen.countAtMost(2_500 * MICRO));
        assertEquals(5, seen.countAtMost(SECOND));
    }

    @Test
    void whatTakesLongerThanTheLastBoundIsCountedButNotUpToAnyBound() {
        var histogram = new LatencyHistogram();
        histogram.record(1_000 * SECOND);
        histogram.record(1_000 * SECOND + 1);
        histogram.record(Long.MAX_VALUE / 4);

        assertEquals(3, histogram.snapshot().count());
        assertEquals(1, histogram.snapshot().countAtMost(1_000 * SECOND));
        assertEquals(1_000 * SECOND, histogram.snapshot().quantileNanos(1));
    }

    @Test
    void aClockThatWentBackCountsAsNothing() {
        var histogram = new LatencyHistogram();
        histogram.record(-5);

        assertEquals(1, histogram.snapshot().count());
        assertEquals(0, histogram.snapshot().sumNanos());
    }

    @Test
    void theDifferenceOfTwoMomentsIsWhatCameBetween() {
        var histogram = new LatencyHistogram();
        histogram.record(SECOND);
        LatencySnapshot before = histogram.snapshot();
        histogram.record(MILLI);
        LatencySnapshot between = histogram.snapshot().since(before);

        assertEquals(1, between.count());
        assertEquals(MILLI, between.sumNanos());
        assertEquals(MILLI, between.quantileNanos(1), 0.05 * MILLI);
        assertEquals(2, between.plus(before).count());
    }

    @Test
    void nothingCountedHasTheQuantileNothing() {
        assertEquals(0, new LatencyHistogram().snapshot().quantileNanos(0.5));
        assertThrows(IllegalArgumentException.class, () -> LatencySnapshot.EMPTY.quantileNanos(1.1));
    }

    @Test
    void noValueIsLostAmongThreads() {
        var histogram = new LatencyHistogram();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> {
                    for (int i = 0; i < 50_000; i++) {
                        histogram.record(MILLI);
                    }
                });
            }
        }
        assertEquals(200_000, histogram.snapshot().count());
        assertEquals(200_000 * MILLI, histogram.snapshot().sumNanos());
    }
}
