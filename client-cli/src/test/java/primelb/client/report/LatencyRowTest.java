package primelb.client.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import primelb.core.stats.Quantiles;

/** Which percentiles are told: those with a sample beyond them, marked where there are few. */
class LatencyRowTest {
    @Test
    void aPercentileIsToldFromOneSampleBeyondItOnAndMarkedBelowTen() {
        assertEquals(List.of("min 1.0 ms", "mean 51 ms", "p50 50 ms [40-61]", "p90 90 ms", "p99 ~99 ms", "max 100 ms"),
                LatencyRow.items(millis(100), false));
        assertTrue(LatencyRow.items(millis(99), false).stream().noneMatch(item -> item.startsWith("p99")));
        assertTrue(LatencyRow.items(millis(1000), false).contains("p99 990 ms"));
    }

    @Test
    void everyPercentileIsTheNearestRankExactly() {
        assertEquals(List.of("p95 950 ms", "p99 990 ms", "p99.9 ~999 ms"),
                LatencyRow.items(millis(1000), true).subList(4, 7));
        assertEquals("p99.99", LatencyRow.name(0.9999));
    }

    @Test
    void oneSampleHasNoPercentileAndNoneHasNothing() {
        assertEquals(List.of("min 1.0 ms", "mean 1.0 ms", "max 1.0 ms"), LatencyRow.items(millis(1), false));
        assertEquals(List.of("none"), LatencyRow.items(millis(0), false));
    }

    private static Quantiles millis(int count) {
        return Quantiles.of(LongStream.rangeClosed(1, count).map(millis -> millis * 1_000_000).toArray());
    }
}
