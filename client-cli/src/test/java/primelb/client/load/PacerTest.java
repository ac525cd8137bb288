package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void anOpenLoopIsDueInEqualStepsFromTheRelease() {
        var pacer = new Pacer.OpenLoop(100, Duration.ZERO);
        assertEquals(0, pacer.dueAfter(0));
        assertEquals(10_000_000, pacer.dueAfter(1));
        assertEquals(20 * SECOND, pacer.dueAfter(2000));
        assertEquals(2000, pacer.dueWithin(20 * SECOND));
        assertEquals(0, pacer.dueWithin(0));
    }

    @Test
    void anOpenLoopRampsUpEvenlyAndThenKeepsItsRate() {
        var pacer = new Pacer.OpenLoop(100, Duration.ofSeconds(4));
        assertEquals(50, pacer.dueWithin(2 * SECOND));
        assertEquals(200, pacer.dueWithin(4 * SECOND));
        assertEquals(300, pacer.dueWithin(5 * SECOND));
        assertEquals(2 * SECOND, pacer.dueAfter(50));
        assertEquals(4 * SECOND + SECOND / 100, pacer.dueAfter(201));
    }

    @Test
    void whatIsDueWithinATimeIsWhatIsDueBeforeItsEnd() {
        var random = new Random(5);
        for (int round = 0; round < 200; round++) {
            var pacer = new Pacer.OpenLoop(1 + random.nextDouble() * 5000, Duration.ofMillis(random.nextInt(3000)));
            long nanos = random.nextLong(3 * SECOND);
            long counted = LongStream.iterate(0, number -> pacer.dueAfter(number) < nanos, number -> number + 1).count();
            assertEquals(counted, pacer.dueWithin(nanos), pacer + " within " + nanos);
        }
    }

    @Test
    void theClientsOfAClosedLoopBeginOneAfterTheOther() {
        var pacer = new Pacer.ClosedLoop(Duration.ofSeconds(5));
        assertEquals(0, pacer.beginAfter(0, 50));
        assertEquals(SECOND, pacer.beginAfter(10, 50));
        assertEquals(0, new Pacer.ClosedLoop().beginAfter(10, 50));
    }

    @Test
    void eachSaysWhatItIs() {
        assertEquals("closed loop", new Pacer.ClosedLoop().label());
        assertEquals("open loop at 100.0 req/s", new Pacer.OpenLoop(100, Duration.ZERO).label());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pacer.OpenLoop(0, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new Pacer.OpenLoop(Double.NaN, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> new Pacer.OpenLoop(1, Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> new Pacer.ClosedLoop(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> new LoadPlan(1, new StopRule.PerClient(1),
                new Pacer.OpenLoop(1, Duration.ZERO), Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    @Test
    void randomSpacingKeepsTheRateAndTheOrderAndIsNotEven() {
        var pacer = new Pacer.OpenLoop(1000, Duration.ofMillis(700), Spacing.RANDOM);
        long before = -1;
        double squares = 0;
        for (int number = 0; number < 6_400; number++) {
            long due = pacer.dueAfter(number);
            assertTrue(due >= before, "request " + number + " is due before the one before it");
            squares += number > 1_000 ? Math.pow((due - before) / 1e6, 2) : 0;
            before = due;
        }
        for (long millis = 0; millis < 3_000; millis += 7) {
            long within = pacer.dueWithin(millis * 1_000_000);
            assertTrue(pacer.dueAfter(within) >= millis * 1_000_000);
            assertTrue(within == 0 || pacer.dueAfter(within - 1) < millis * 1_000_000);
        }
        // Exponential distances of 1 ms have a mean square of 2.
        assertEquals(2, squares / 5_399, 0.15);
        assertEquals(pacer.dueAfter(1_234), new Pacer.OpenLoop(1000, Duration.ofMillis(700), Spacing.RANDOM).dueAfter(1_234));
        assertEquals("open loop at 1000 req/s, at random times", pacer.label());
    }
}
