package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a backend that fails requests again and again is held back. */
class FlapsTest {
    private static final Damping RULES = Damping.DEFAULT;
    private static final long SECOND = 1_000_000_000;

    /** Returns what is known after so many ejections, so many seconds apart, the last one at time 0. */
    private static Flaps ejections(int count, int secondsApart, long answeredBetween) {
        Flaps flaps = Flaps.NONE;
        for (int k = count - 1; k >= 0; k--) {
            flaps = flaps.ejected(answeredBetween, -k * secondsApart * SECOND, RULES);
        }
        return flaps;
    }

    private static long holdSeconds(Flaps flaps) {
        return flaps.heldForNanos(0, RULES) / SECOND;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 0", "3, 1", "4, 2", "5, 4", "6, 8", "7, 16", "8, 30", "9, 30", "1000, 30"})
    void theThirdInARowCostsASecondAndEachFurtherOneTwiceThatUpToHalfAMinute(int count, int seconds) {
        assertEquals(seconds, holdSeconds(ejections(count, 1, 0)));
    }

    @Test
    void theHoldEndsByItself() {
        Flaps flaps = ejections(4, 1, 0);

        assertTrue(flaps.heldForNanos(2 * SECOND - 1, RULES) > 0);
        assertTrue(flaps.heldForNanos(2 * SECOND, RULES) <= 0);
        assertTrue(Flaps.NONE.heldForNanos(Long.MIN_VALUE / 2, RULES) <= 0);
    }

    @Test
    void eachQuietMinuteForgivesOne() {
        Flaps flaps = ejections(8, 1, 0);

        assertEquals(8, flaps.ejected(0, 59 * SECOND, RULES).ejections());
        assertEquals(8, flaps.ejected(0, 60 * SECOND, RULES).ejections());
        assertEquals(5, flaps.ejected(0, 4 * 60 * SECOND, RULES).ejections());
        assertEquals(1, flaps.ejected(0, 3600 * SECOND, RULES).ejections());
        assertEquals(0, holdSeconds(ejections(1000, 61, 0)));
    }

    @Test
    void aHundredAnswersForgiveAll() {
        assertEquals(0, holdSeconds(ejections(1000, 1, 100)));
        assertEquals(30, holdSeconds(ejections(1000, 1, 99)));
    }

    @Test
    void whatIsHeldLongestIsNotHeldAgainstABackendForEver() {
        // Six minutes without an ejection after any number of them, and two more are tolerated.
        assertEquals(0, ejections(1_000_000, 1, 0).ejected(0, 8 * 60 * SECOND, RULES).heldForNanos(8 * 60 * SECOND, RULES));
    }

    @Test
    void longHoldsDoNotOverflow() {
        Damping slow = new Damping(0, Duration.ofHours(20), Duration.ofDays(36_525), Duration.ofDays(36_525), 1);

        for (int count = 1; count < 100; count++) {
            long hold = slow.holdNanos(count);
            assertTrue(hold >= slow.first().toNanos() && hold <= slow.longest().toNanos(), count + ": " + hold);
        }
    }

    @Test
    void refusesNumbersThatMeanNothing() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(IllegalArgumentException.class, () -> new Damping(-1, second, second, second, 1));
        assertThrows(IllegalArgumentException.class, () -> new Damping(0, Duration.ZERO, second, second, 1));
        assertThrows(IllegalArgumentException.class, () -> new Damping(0, second, Duration.ofMillis(1), second, 1));
        assertThrows(IllegalArgumentException.class, () -> new Damping(0, second, second, Duration.ZERO, 1));
        assertThrows(IllegalArgumentException.class, () -> new Damping(0, second, second, second, 0));
    }
}
