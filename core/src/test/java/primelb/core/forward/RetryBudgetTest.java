package primelb.core.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryBudgetTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** Where the clock begins; a real one may begin anywhere. */
    private static final long START = -5 * SECOND;
    private static final int SECONDS = 1000;

    private final RetryBudget budget = new RetryBudget(new RetryRules(2, 20, 10, 3), START);

    /** Asks as often as the answer is yes, and returns how often that was. */
    private int takeAll(long now, long requests, boolean failover) {
        int taken = 0;
        while (budget.take(now, requests, failover)) {
            taken++;
        }
        return taken;
    }

    @Test
    void allowsTenASecondWhereThereIsLittleTraffic() {
        assertEquals(100, takeAll(START, 0, false));
        assertFalse(budget.take(START + 9 * SECOND, 0, false), "the hundred are gone for ten seconds");
        assertEquals(100, takeAll(START + 10 * SECOND, 0, false));
    }

    @Test
    void allowsAFifthOfTheRequestsOfTheLastTenSecondsBesides() {
        assertEquals(100 + 200, takeAll(START, 1000, false));
        assertEquals(2, takeAll(START + 5 * SECOND, 1010, false), "ten more requests");
        assertEquals(98, takeAll(START + 10 * SECOND, 1010, false), "two of the retries are five seconds old");
    }

    @Test
    void forgetsAllAfterALongPause() {
        takeAll(START, 1000, false);
        assertEquals(100, takeAll(START + 3600 * SECOND, 50_000, false), "nobody knows when those requests came");
        assertEquals(20, takeAll(START + 3601 * SECOND, 50_100, false));
    }

    @Test
    void requestsThatItWasToldOfLateCountAsIfTheyHadComeBefore() {
        budget.note(START + 3 * SECOND, 1000);
        assertEquals(100, takeAll(START + 10 * SECOND, 1000, false), "they may have come in the first second");
    }

    @Test
    void whatWasInFlightOnAnEjectedBackendHasAReserveOfItsOwn() {
        takeAll(START, 0, false);
        assertEquals(3, takeAll(START, 0, true));
        assertFalse(budget.take(START + 9 * SECOND, 0, true));
        assertEquals(3 + 100, takeAll(START + 10 * SECOND, 0, true), "then the common budget serves");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithACountOfEveryQuestion(long seed) {
        Random random = new Random(seed);
        long[] arrivals = new long[SECONDS];
        long[] retries = new long[SECONDS];
        long[] failovers = new long[SECONDS];
        long now = START;
        long requests = 0;
        for (int second = 0; second < SECONDS; second = (int) ((now - START) / SECOND)) {
            budget.note(now, requests);
            int came = random.nextInt(20);
            requests += came;
            arrivals[second] += came;
            boolean failover = random.nextInt(4) == 0;
            boolean reserved = failover && lastTen(failovers, second) < 3;
            boolean expected = reserved || lastTen(retries, second) < lastTen(arrivals, second) / 5 + 100;
            assertEquals(expected, budget.take(now, requests, failover), "in second " + second);
            if (expected) {
                (reserved ? failovers : retries)[second]++;
            }
            now += random.nextInt(20) == 0 ? random.nextLong(SECOND) : random.nextLong(SECOND / 200);
        }
        assertTrue(Arrays.stream(failovers).sum() > 100, "failovers");
        assertTrue(Arrays.stream(retries).sum() > 1000, "retries");
    }

    private static long lastTen(long[] counts, int second) {
        return Arrays.stream(counts, Math.max(0, second - 9), second + 1).sum();
    }
}
