package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** A body may pause, and be slow for a while, but not for ever. */
class BodyPaceTest {
    private static final long MS = 1_000_000L;
    private final BodyPace pace =
            new BodyPace(Duration.ofSeconds(30), new MinimumRate(500, Duration.ofSeconds(5)));

    @Test
    void anyRateWillDoUntilTheGraceIsOver() {
        pace.start();
        assertEquals(5_000 * MS, pace.waitFrom(0));
        pace.arrived(1, 4_000 * MS);
        assertEquals(5_000 * MS, pace.waitFrom(4_000 * MS));
    }

    @Test
    void eachByteEarnsItsTime() {
        pace.start();
        pace.waitFrom(0);
        pace.arrived(10_000, 4_000 * MS);
        assertEquals(20_000 * MS, pace.waitFrom(4_000 * MS), "10,000 bytes are good for 20 s in all");
    }

    @Test
    void aPauseHasItsOwnLimitHoweverMuchHasCome() {
        pace.start();
        pace.waitFrom(0);
        pace.arrived(100_000_000, MS);
        assertEquals(30_001 * MS, pace.waitFrom(MS));
    }

    @Test
    void onlyWaitingForTheClientCounts() {
        pace.start();
        pace.waitFrom(0);
        pace.arrived(1, 1_000 * MS);
        assertEquals(94_000 * MS, pace.waitFrom(90_000 * MS), "the backend took the 89 s between");
    }

    @Test
    void eachBodyBeginsAnew() {
        pace.start();
        pace.waitFrom(0);
        pace.arrived(1, 5_000 * MS);
        pace.start();
        assertEquals(12_000 * MS, pace.waitFrom(7_000 * MS));
    }

    @Test
    void noRateAtAllIsAllowedToo() {
        BodyPace any = new BodyPace(Duration.ofSeconds(30), new MinimumRate(0, Duration.ZERO));
        any.start();
        assertEquals(30_000 * MS, any.waitFrom(0));
        assertThrows(IllegalArgumentException.class, () -> new MinimumRate(-1, Duration.ZERO));
    }
}
