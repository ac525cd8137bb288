package primelb.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FakeTimeTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final FakeTime time = new FakeTime();

    @Test
    void standsStillUntilItIsAdvanced() {
        long before = time.nanos();

        assertEquals(before, time.nanos());
        assertEquals(FakeTime.START, time.instant());
    }

    @Test
    void advancesBothClocks() {
        long before = time.nanos();

        time.advance(Duration.ofMillis(1500));

        assertEquals(1_500_000_000L, time.nanos() - before);
        assertEquals(FakeTime.START.plusMillis(1500), time.instant());
    }

    @Test
    void refusesToGoBack() {
        assertThrows(IllegalArgumentException.class, () -> time.advance(Duration.ofMillis(-1)));
    }

    @Test
    void aWallClockSetBackLeavesTheTickerAlone() {
        long before = time.nanos();

        time.setWallClock(Instant.EPOCH);

        assertEquals(Instant.EPOCH, time.instant());
        assertEquals(before, time.nanos());
    }

    @Test
    void aSleeperWakesOnlyWhenItsTimeHasPassed() throws Exception {
        AtomicBoolean awake = new AtomicBoolean();
        Thread sleeper = Thread.ofVirtual().start(() -> {
            sleepQuietly(Duration.ofSeconds(2));
            awake.set(true);
        });
        time.awaitSleepers(1);

        time.advance(Duration.ofMillis(1999));
        time.awaitSleepers(1);
        assertFalse(awake.get());
        time.advance(Duration.ofMillis(1));

        assertTrue(sleeper.join(LIMIT));
        assertTrue(awake.get());
    }

    @Test
    void aSleeperThatWasWokenIsNotTakenForOneThatSleepsAgain() throws Exception {
        Thread sleeper = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 100; i++) {
                sleepQuietly(Duration.ofSeconds(1));
            }
        });

        for (int i = 0; i < 100; i++) {
            time.awaitSleepers(1);
            time.advance(Duration.ofSeconds(1));
        }

        assertTrue(sleeper.join(LIMIT));
    }

    @Test
    void noTimeToSleepIsNoSleep() throws Exception {
        time.sleep(Duration.ZERO);
        time.sleep(Duration.ofSeconds(-1));
    }

    @Test
    void anInterruptEndsASleep() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread sleeper = Thread.ofVirtual().start(() -> interrupted.set(!sleepQuietly(LIMIT)));
        time.awaitSleepers(1);

        sleeper.interrupt();

        assertTrue(sleeper.join(LIMIT));
        assertTrue(interrupted.get());
    }

    private boolean sleepQuietly(Duration duration) {
        try {
            time.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
