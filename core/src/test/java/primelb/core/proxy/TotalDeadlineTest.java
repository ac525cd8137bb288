package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.Behaviour;
import primelb.core.time.SystemTime;

/** The deadline of a request holds over waiting in line and over all attempts. */
@Timeout(60)
class TotalDeadlineTest {
    private static final Duration TOTAL = Duration.ofMillis(400);
    /** A deadline is noticed within 50 ms; the rest is for the machine. */
    private static final Duration LATE = Duration.ofMillis(100);
    private static final int ROUNDS = 5;

    private ProxyFixture fixture;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        ProxySettings standard = ProxySettings.defaults("primelb-test");
        fixture = new ProxyFixture(standard.with(standard.timeouts().with(Duration.ofSeconds(5),
                Duration.ofSeconds(20), TOTAL)), 2);
        client = fixture.client();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        fixture.close();
    }

    /** Each of them is 504 and not too early; the quickest is not late either, whatever else the machine does. */
    private void assert504InTime(Runnable afterEach) throws IOException {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long sent = SystemTime.ticker().nanos();
            assertEquals(504, client.get("/").status());
            long took = SystemTime.ticker().nanos() - sent;
            assertTrue(took >= TOTAL.toNanos() - 5_000_000, "after " + took / 1_000_000 + " ms");
            quickest = Math.min(quickest, took);
            afterEach.run();
        }
        assertTrue(quickest <= TOTAL.plus(LATE).toNanos(), "after " + quickest / 1_000_000 + " ms at best");
    }

    @Test
    void overOneAttempt() throws IOException {
        fixture.backend(1).usually(Behaviour.stall());
        fixture.backend(2).usually(Behaviour.stall());
        assert504InTime(() -> { });
        assertEquals(List.of(), fixture.changes(), "no backend is to blame");
    }

    @Test
    void overWaitingInLine() throws IOException {
        fixture.pool().deregister(fixture.member(2).url());
        fixture.limit(1, 1);
        fixture.backend(1).usually(Behaviour.inTwoParts("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", "k"));
        try (RawClient first = fixture.client()) {
            // The head of its answer is there, so that its own deadline does not matter any more.
            first.send("GET /long HTTP/1.1\r\nHost: h\r\n\r\n");
            fixture.backend(1).awaitReceived(1);
            assertEquals("HTTP/1.1 200 OK", first.line());
            assert504InTime(() -> assertTrue(fixture.member(1).status().active(), "to be full is no fault"));
        }
    }

    @Test
    void overAllAttempts() throws IOException {
        fixture.backend(1).usually(Behaviour.closeUnanswered());
        fixture.backend(2).usually(Behaviour.stall());
        assert504InTime(() -> fixture.reactivate(1));
        assertEquals(2 * ROUNDS, fixture.proxy().stats().attempts());
        assertTrue(fixture.member(2).status().active(), "it had less than its time");
    }
}
