package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TicketsTest {
    @Test
    void aTotalIsHandedOutExactlyHoweverManyAskAtOnce() {
        var tickets = new Tickets(new StopRule.Total(1000), 0, Integer.MAX_VALUE);
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 20; client++) {
                threads.execute(() -> {
                    for (int sent = 0; sent < 100; sent++) {
                        if (tickets.take(sent, 0)) {
                            taken.incrementAndGet();
                        }
                    }
                    while (tickets.take(0, 0)) {
                        taken.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(1000, taken.get());
    }

    @Test
    void aClientGetsItsOwnNumberAndNoMore() {
        var tickets = new Tickets(new StopRule.PerClient(2), 0, Integer.MAX_VALUE);
        assertTrue(tickets.take(0, 0));
        assertTrue(tickets.take(1, 0));
        assertFalse(tickets.take(2, 0));
    }

    @Test
    void timeIsCountedFromTheReleaseAlsoBelowZero() {
        var tickets = new Tickets(new StopRule.After(Duration.ofNanos(10)), -100, 2);
        assertTrue(tickets.take(0, -91));
        assertFalse(tickets.take(1, -90));
        assertFalse(tickets.limitReached());
        assertTrue(tickets.take(1, -95));
        assertFalse(tickets.take(2, -94));
        assertTrue(tickets.limitReached());
    }

    @Test
    void aRuleThatSendsNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new StopRule.PerClient(0));
        assertThrows(IllegalArgumentException.class, () -> new StopRule.Total(-1));
        assertThrows(IllegalArgumentException.class, () -> new StopRule.After(Duration.ZERO));
    }
}
