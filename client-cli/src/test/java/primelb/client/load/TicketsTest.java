package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TicketsTest {
    @Test
    void aTotalIsHandedOutExactlyHoweverManyAskAtOnce() {
        var tickets = new Tickets(new StopRule.Total(1000), new Pacer.ClosedLoop(), 0, Integer.MAX_VALUE);
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 20; client++) {
                threads.execute(() -> {
                    for (int sent = 0; sent < 100; sent++) {
                        if (tickets.take(sent, 0) != Tickets.NONE) {
                            taken.incrementAndGet();
                        }
                    }
                    while (tickets.take(0, 0) != Tickets.NONE) {
                        taken.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(1000, taken.get());
    }

    @Test
    void aClientGetsItsOwnNumberAndNoMore() {
        var tickets = new Tickets(new StopRule.PerClient(2), new Pacer.ClosedLoop(), 0, Integer.MAX_VALUE);
        assertNotEquals(Tickets.NONE, tickets.take(0, 0));
        assertNotEquals(Tickets.NONE, tickets.take(1, 0));
        assertEquals(Tickets.NONE, tickets.take(2, 0));
    }

    @Test
    void timeIsCountedFromTheReleaseAlsoBelowZero() {
        var tickets = new Tickets(new StopRule.After(Duration.ofNanos(10)), new Pacer.ClosedLoop(), -100, 2);
        assertNotEquals(Tickets.NONE, tickets.take(0, -91));
        assertEquals(Tickets.NONE, tickets.take(1, -90));
        assertFalse(tickets.limitReached());
        assertNotEquals(Tickets.NONE, tickets.take(1, -95));
        assertEquals(Tickets.NONE, tickets.take(2, -94));
        assertTrue(tickets.limitReached());
    }

    @Test
    void inAnOpenLoopEachTicketIsForItsOwnTime() {
        var tickets = new Tickets(new StopRule.Total(3), new Pacer.OpenLoop(1000, Duration.ZERO), -50, 9);
        assertEquals(0, tickets.take(0, -50));
        assertEquals(1_000_000, tickets.take(0, -50));
        assertEquals(2_000_000, tickets.take(0, 90_000_000));
        assertEquals(Tickets.NONE, tickets.take(0, 90_000_000));
    }

    @Test
    void inAnOpenLoopNothingDueAfterTheEndIsSentAndNothingIsBegunAfterIt() {
        var tickets = new Tickets(new StopRule.After(Duration.ofMillis(2)), new Pacer.OpenLoop(1000, Duration.ZERO), 0, 9);
        assertEquals(0, tickets.take(0, 0));
        assertEquals(1_000_000, tickets.take(0, 0));
        assertEquals(Tickets.NONE, tickets.take(0, 0));
        assertEquals(Tickets.NONE, tickets.take(0, 2_000_000));
        assertFalse(tickets.limitReached());
    }

    @Test
    void aRuleThatSendsNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new StopRule.PerClient(0));
        assertThrows(IllegalArgumentException.class, () -> new StopRule.Total(-1));
        assertThrows(IllegalArgumentException.class, () -> new StopRule.After(Duration.ZERO));
    }
}
