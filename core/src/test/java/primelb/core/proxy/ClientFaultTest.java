package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import primelb.core.proxy.RawClient.Answer;
import primelb.core.testing.Await;

/** What clients do wrong harms nobody else, and no backend sees it. */
@Timeout(30)
class ClientFaultTest {
    private ProxyFixture fixture;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        fixture = new ProxyFixture(ProxyFixture.QUICK, 1);
        client = fixture.client();
    }

    @AfterEach
    void stop() throws IOException {
        assertTrue(fixture.member(1).status().active(), "a client's fault changes no backend's state");
        client.close();
        fixture.close();
    }

    @Test
    void refusesAMalformedHeadAndCloses() throws IOException {
        Answer answer = client.send("GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n")
                .answer();
        assertEquals(400, answer.status());
        assertTrue(answer.has("Connection: close") && answer.has("Content-Type: application/problem+json"), answer.head());
        assertEquals("", client.rest(), "nothing behind it is looked at");
        assertEquals(0, fixture.backend(1).received().size());
    }

    @ParameterizedTest
    @CsvSource({"zz, 400", "1000000000000000, 400", "-5, 400"})
    void refusesMalformedChunksAndTheBackendGetsNoWholeRequest(String size, int status) throws IOException {
        Answer answer = client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n" + size
                + "\r\n").answer();
        assertEquals(status, answer.status());
        assertEquals("", client.rest());
        assertTrue(fixture.backend(1).received().stream().noneMatch(request -> request.whole()));
    }

    @Test
    void refusesBodiesOverTheLimit() throws IOException {
        assertEquals(413, client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 67108865\r\n\r\n").answer().status());
        assertEquals(0, fixture.backend(1).received().size());
    }

    @Test
    void aHeadThatIsDrippedEndsAtItsDeadlineWith408() throws IOException {
        client.send("GET / HTTP/1.1\r\nHost: h\r\nX: ");
        assertEquals(408, client.answer().status());
        assertEquals("", client.rest());
        try (RawClient other = fixture.client()) {
            assertEquals(200, other.get("/").status());
        }
    }

    @Test
    void anIdleConnectionEndsWithoutAnAnswer() throws IOException {
        client.get("/");
        assertEquals("", client.rest());
    }

    @ParameterizedTest
    @CsvSource({"10", "1000000"})
    void aBodyThatDoesNotComeIs408(int length) throws IOException {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\nabc");
        assertEquals(408, client.answer().status());
        assertEquals("", client.rest());
        assertTrue(fixture.backend(1).received().stream().noneMatch(request -> request.whole()));
    }

    @ParameterizedTest
    @CsvSource({"5000", "1000000"})
    void aBodyThatComesTooSlowlyIs408LongBeforeAPauseIsTooLong(int length) throws IOException {
        ProxySettings.Timeouts patient = ProxySettings.Timeouts.DEFAULT;
        ProxySettings settings = ProxyFixture.QUICK.with(new ProxySettings.Timeouts(patient.connect(), patient.response(),
                patient.total(), patient.clientHead(), patient.clientBody(), new MinimumRate(500, Duration.ofMillis(100)),
                patient.write(), patient.responseBody(), patient.keepAlive(), patient.tunnelIdle(),
                patient.upstreamIdle()));
        try (ProxyFixture strict = new ProxyFixture(settings, 1); RawClient slow = strict.client()) {
            slow.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n" + "a".repeat(60));
            assertEquals(408, slow.answer().status());
            assertTrue(strict.member(1).status().active());
        }
    }

    @Test
    void aBodyThatIsCutEndsTheBackendsRequest() throws IOException {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\nabc");
        fixture.backend(1).awaitReceived(1);
        client.close();
        Await.until("the backend's connection ends", ProxyFixture.PATIENCE,
                () -> fixture.backend(1).openConnections() == 0);
    }

    @Test
    void aClientThatNeverReadsIsDropped() throws IOException {
        fixture.backend(1).usually(primelb.core.testing.Behaviour.ok("z".repeat(20_000_000)));
        // A connection of its own: the one of the set-up may have been idle for too long by now.
        client.close();
        client = fixture.client().send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        fixture.backend(1).awaitReceived(1);
        Await.until("the exchange is over", ProxyFixture.PATIENCE, () -> fixture.member(1).inFlight() == 0);
        Await.until("its connection is closed", ProxyFixture.PATIENCE, () -> fixture.proxy().connections() == 0);
    }

    @Test
    void manyHalfOpenClientsDoNotDisturbANormalOne() throws IOException {
        List<RawClient> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                slow.add(fixture.client().send("GET / HT"));
            }
            assertEquals(200, client.get("/").status());
        } finally {
            for (RawClient each : slow) {
                each.close();
            }
        }
    }

    @Test
    void oneEmptyLineBeforeARequestIsPassedOver() throws IOException {
        assertEquals(200, client.send("\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
        assertEquals(400, client.send("\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
    }
}
