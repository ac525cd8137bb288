package primelb.client.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import primelb.core.testing.FakeTime;

@Timeout(30)
class EffortMeterTest {
    private static final long MILLI = 1_000_000L;

    private final FakeTime time = new FakeTime();
    private Duration used = Duration.ofSeconds(3);

    @Test
    void cpuIsThePartOfTheWholeMachine() throws InterruptedException {
        var meter = new EffortMeter(time, time, () -> used, 2);
        meter.start();
        time.awaitSleepers(1);
        used = used.plusMillis(600);
        time.advance(Duration.ofSeconds(1));
        assertEquals(0.3, meter.stop().cpuShare(), 1e-9);
    }

    @Test
    void theLongestStallIsWhatAShortSleepTookTooLong() throws InterruptedException {
        var meter = new EffortMeter(time, time, () -> used, 2);
        meter.start();
        for (int millis : new int[] {5, 45, 7}) {
            time.awaitSleepers(1);
            time.advance(Duration.ofMillis(millis));
        }
        time.awaitSleepers(1);
        assertEquals(40 * MILLI, meter.stop().longestStallNanos());
    }

    @Test
    void aboveHalfTheMachineTheClientMayHaveBeenTheLimit() {
        assertFalse(new ClientEffort(0.5, 2, 0).mayHaveBeenTheLimit());
        assertTrue(new ClientEffort(0.51, 2, 0).mayHaveBeenTheLimit());
        assertEquals("the client may have been the limit", new ClientEffort(0.9, 2, 0).verdict());
        assertEquals("the client was not the limit", new ClientEffort(0.03, 2, 4 * MILLI).verdict());
        assertTrue(new ClientEffort(0.03, 2, 101 * MILLI).verdict().contains("stalled"));
    }
}
