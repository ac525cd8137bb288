package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeScheduleTest {
    private static final long MILLI = 1_000_000;
    private static final RandomGenerator LOWEST = () -> 0;
    private static final RandomGenerator MIDDLE = () -> 1L << 63;
    private static final RandomGenerator HIGHEST = () -> -1;

    private static long millis(long nanos) {
        return Math.round((double) nanos / MILLI);
    }

    private static Duration ofMillis(long millis) {
        return Duration.ofMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 200", "2, 400", "3, 800", "4, 1600", "5, 2000", "6, 2000", "2147483647, 2000"})
    void retriesDoubleFrom100MillisecondsTo2Seconds(int failedBefore, long expected) {
        assertEquals(expected, millis(ProbeSchedule.DEFAULT.retryNanos(failedBefore, MIDDLE)));
        assertEquals(Math.round(expected * 0.8), millis(ProbeSchedule.DEFAULT.retryNanos(failedBefore, LOWEST)));
        assertEquals(Math.round(expected * 1.2), millis(ProbeSchedule.DEFAULT.retryNanos(failedBefore, HIGHEST)));
    }

    @Test
    void theIntervalIsSpreadOverTwentyPercentEachWay() {
        SplittableRandom random = new SplittableRandom(42);
        long[] pauses = IntStream.range(0, 10_000)
                .mapToLong(k -> ProbeSchedule.DEFAULT.nextIntervalNanos(random)).sorted().toArray();

        assertTrue(pauses[0] >= 1600 * MILLI && pauses[0] < 1610 * MILLI, () -> "least: " + pauses[0]);
        assertTrue(pauses[9_999] <= 2400 * MILLI && pauses[9_999] > 2390 * MILLI, () -> "most: " + pauses[9_999]);
        assertEquals(2000, millis(pauses[5_000]), 20);
    }

    @Test
    void longPausesDoNotOverflow() {
        Duration century = Duration.ofDays(36_525);
        ProbeSchedule slow = new ProbeSchedule(ofMillis(1), ofMillis(1), Duration.ofHours(20), century);

        for (int failed = 0; failed < 100; failed++) {
            long pause = slow.retryNanos(failed, MIDDLE);
            assertTrue(pause >= Duration.ofHours(19).toNanos() && pause <= century.toNanos(), failed + ": " + pause);
        }
    }

    @Test
    void refusesPausesOfNothing() {
        assertThrows(IllegalArgumentException.class,
                () -> new ProbeSchedule(Duration.ZERO, ofMillis(1), ofMillis(1), ofMillis(1)));
        assertThrows(IllegalArgumentException.class,
                () -> new ProbeSchedule(ofMillis(1), Duration.ZERO, ofMillis(1), ofMillis(1)));
        assertThrows(IllegalArgumentException.class,
                () -> new ProbeSchedule(ofMillis(1), ofMillis(1), Duration.ZERO, ofMillis(1)));
        assertThrows(IllegalArgumentException.class,
                () -> new ProbeSchedule(ofMillis(1), ofMillis(1), ofMillis(2), ofMillis(1)));
    }
}
