package primelb.core.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import primelb.core.testing.FakeTime;

import org.junit.jupiter.api.Test;

class PeakEwmaTest {
    private static final long MILLI = 1_000_000;

    private final FakeTime time = new FakeTime();
    private final PeakEwma policy = new PeakEwma(new SplittableRandom(2), time::nanos);
    private final Server one = new Server();
    private final Server two = new Server();
    private final List<Server> servers = List.of(one, two);

    private Server choose() {
        return policy.choose(servers, server -> true).orElseThrow();
    }

    private void answered(Server server, long millis) {
        policy.feedback().orElseThrow().ended(server, millis * MILLI, true);
    }

    private void bothKnown(long millisOfOne, long millisOfTwo) {
        choose();
        answered(one, millisOfOne);
        answered(two, millisOfTwo);
    }

    @Test
    void takesTheFasterOfTwoThatAreIdle() {
        bothKnown(10, 20);
        for (int request = 0; request < 50; request++) {
            assertSame(one, choose());
        }
    }

    @Test
    void theFasterOneGetsSoManyMoreThatBothTakeAsLong() {
        bothKnown(10, 30);
        for (int request = 0; request < 40; request++) {
            choose().inFlight++;
        }

        assertEquals(30, one.inFlight, 1);
        assertEquals(10, two.inFlight, 1);
    }

    @Test
    void oneSlowAnswerIsEnoughToBeAvoided() {
        bothKnown(10, 20);
        answered(one, 500);

        assertSame(two, choose());
    }

    @Test
    void isTriedAgainWhenTheSlowAnswerIsLongAgo() {
        bothKnown(10, 20);
        answered(one, 500);
        // 500 ms fall below 20 after ten seconds times ln 25 = 3.2, unless the other is heard of again.
        time.advance(Duration.ofSeconds(31));
        answered(two, 20);
        assertSame(two, choose());
        time.advance(Duration.ofSeconds(2));
        answered(two, 20);
        assertSame(one, choose());
    }

    @Test
    void aNewServerGetsOneRequestAndMoreOnceItHasAnswered() {
        choose();
        answered(one, 10);
        assertSame(two, choose());
        two.inFlight = 1;
        for (int request = 0; request < 20; request++) {
            assertSame(one, choose());
            one.inFlight++;
        }
        two.inFlight = 0;
        answered(two, 10);
        assertSame(two, choose());
    }

    @Test
    void aQuickFailureIsNoQuickAnswerAndALateOneIsALateOne() {
        bothKnown(10, 20);
        policy.feedback().orElseThrow().ended(two, 1, false);
        assertSame(one, choose());
        policy.feedback().orElseThrow().ended(one, 1_000 * MILLI, false);
        assertSame(two, choose());
    }

    @Test
    void aServerThatHasNeverAnsweredIsNotTheFastestForAQuickFailure() {
        choose();
        answered(one, 10);
        policy.feedback().orElseThrow().ended(two, 1, false);
        two.inFlight = 1;
        assertSame(one, choose());

        one.inFlight = 2;
        assertSame(two, choose(), "it counts as the slowest that has answered");
    }

    @Test
    void whoHasLeftIsForgotten() {
        bothKnown(10, 500);
        policy.choose(List.of(one), server -> true);
        answered(two, 10);
        assertSame(two, choose(), "it begins anew");
        assertTrue(policy.feedback().isPresent());
    }
}
