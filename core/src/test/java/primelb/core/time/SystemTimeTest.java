package primelb.core.time;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SystemTimeTest {

    @Test
    void theTickerNeverGoesBack() {
        Ticker ticker = SystemTime.ticker();
        long last = ticker.nanos();
        for (int i = 0; i < 10_000; i++) {
            long now = ticker.nanos();
            assertTrue(now - last >= 0);
            last = now;
        }
    }

    @Test
    void theWallClockIsThatOfTheMachine() {
        assertFalse(SystemTime.wallClock().instant().isBefore(Instant.parse("2025-01-01T00:00:00Z")));
    }

    @Test
    void theSleeperTakesAsLongAsItIsTold() throws Exception {
        Ticker ticker = SystemTime.ticker();
        long start = ticker.nanos();

        SystemTime.sleeper().sleep(Duration.ofMillis(2));

        assertTrue(ticker.nanos() - start >= 2_000_000);
    }

    @Test
    void anInterruptEndsEvenASleepOfNoTime() {
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> SystemTime.sleeper().sleep(Duration.ofSeconds(-1)));
    }
}
