package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;

/** The table of what "a request fails" means, row by row. */
@Timeout(30)
class FailureTest {
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody";

    private ProxyFixture fixture;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        fixture = new ProxyFixture(ProxyFixture.QUICK, 2);
        client = fixture.client();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        fixture.close();
    }

    private void assertInactive(int number, String reason) {
        assertFalse(fixture.member(number).status().active());
        assertEquals(1, fixture.changes().size(), "one change for one failure");
        assertTrue(fixture.changes().getFirst().cause().contains(reason), fixture.changes().getFirst().cause());
    }

    private void assertAllActive() {
        fixture.awaitQuiet();
        assertEquals(0, fixture.changes().size(), () -> fixture.changes().toString());
    }

    @Test
    void aRefusedConnectionMovesAnyMethodWithItsWholeBody() throws IOException {
        fixture.backend(1).refuse();
        assertEquals("backend 2", client.send(POST).answer().body());
        assertEquals("body", new String(fixture.backend(2).received().getFirst().body()));
        assertInactive(1, "connection refused");
        assertEquals("backend 2", client.get("/").body(), "nothing more goes there");
        assertEquals(1, fixture.member(1).requests());
    }

    @Test
    void aRefusedConnectionMovesALargeUploadToo() throws IOException {
        fixture.backend(1).refuse();
        String large = "y".repeat(300_000);
        assertEquals("backend 2", client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n" + large)
                .answer().body());
        assertEquals(large, new String(fixture.backend(2).received().getFirst().body()));
    }

    @Test
    void aPooledConnectionThatWasClosedCostsNothing() throws IOException {
        client.get("/");
        client.get("/");
        fixture.backend(1).closeConnections();
        Await.until("closed", ProxyFixture.PATIENCE, () -> fixture.backend(1).openConnections() == 0);
        assertEquals("backend 1", client.get("/").body());
        assertAllActive();
        assertEquals(0, fixture.proxy().stats().retries());
    }

    @Test
    void aPooledConnectionThatDiesUnderARequestIsReplacedForAGet() throws IOException {
        client.get("/");
        client.get("/");
        fixture.backend(1).then(Behaviour.closeUnanswered());
        assertEquals("backend 1", client.get("/").body(), "the same backend, over a fresh connection");
        assertAllActive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFreshConnectionThatEndsUnansweredMovesAGet(boolean reset) throws IOException {
        fixture.backend(1).then(reset ? Behaviour.reset() : Behaviour.closeUnanswered());
        assertEquals("backend 2", client.get("/").body());
        assertInactive(1, "closed without an answer");
        assertEquals(1, fixture.backend(1).received().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFreshConnectionThatEndsUnansweredDoesNotMoveAPost(boolean reset) throws IOException {
        fixture.backend(1).then(reset ? Behaviour.reset() : Behaviour.closeUnanswered());
        assertEquals(502, client.send(POST).answer().status());
        assertInactive(1, "closed without an answer");
        assertEquals(0, fixture.backend(2).received().size());
        assertEquals("backend 2", client.get("/").body(), "the connection of the client goes on");
    }

    @Test
    void aPostThatIsResetHalfwayIsSeenByNoOtherBackend() throws IOException {
        fixture.backend(1).then(Behaviour.reset());
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n" + "y".repeat(100_000));
        assertEquals(502, client.answer().status());
        assertInactive(1, "closed without an answer");
        assertEquals(0, fixture.backend(2).received().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-x\r\n\r\n", "<html>", "HTTP/1.1 999 X\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 200 OK\r\nX: \0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\nContent-Length: 0\n\n", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"})
    void whatIsNotHttpMovesAGetAndNothingOfItReachesTheClient(String junk) throws IOException {
        fixture.backend(1).then(Behaviour.rawThenClose(junk));
        assertEquals("backend 2", client.get("/").body());
        assertInactive(1, junk.equals("<html>") ? "closed without an answer" : "malformed answer");
    }

    @Test
    void aHeadOverTheLimitIsAMalformedAnswer() throws IOException {
        fixture.backend(1).then(Behaviour.raw("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(300) + "\r\n"));
        fixture.backend(2).then(Behaviour.raw("HTTP/1.1 200 OK\r\nX: " + "y".repeat(70_000) + "\r\n\r\n"));
        assertEquals(502, client.get("/").status());
        assertFalse(fixture.pool().anyActive());
    }

    @Test
    void noAnswerInTimeIs504AndIsNotSentAgain() throws IOException {
        fixture.backend(1).then(Behaviour.stall());
        assertEquals(504, client.get("/").status());
        assertInactive(1, "response timeout");
        assertEquals(0, fixture.backend(2).received().size());
    }

    @Test
    void aHeadThatHangsHalfwayIs504Too() throws IOException {
        fixture.backend(1).then(Behaviour.of(new Behaviour.ReadBody(), Behaviour.send("HTTP/1.1 200 OK\r\nA: "),
                new Behaviour.Hold()));
        assertEquals(504, client.get("/").status());
        assertInactive(1, "response timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nfive5",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive5\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive5\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000000\r\nx"})
    void anAnswerThatIsCutIsNeverACleanEnd(String cut) throws IOException {
        fixture.backend(1).then(Behaviour.rawThenClose(cut));
        assertThrows(IOException.class, () -> client.get("/"));
        assertInactive(1, "answer cut short");
        assertEquals(0, fixture.backend(2).received().size());
    }

    @Test
    void anAnswerThatStallsInItsBodyIsCut() throws IOException {
        fixture.backend(1).then(Behaviour.of(new Behaviour.ReadBody(),
                Behaviour.send("HTTP/1.1 200 OK\r\n\r\nuntil close, never"), new Behaviour.Hold()));
        assertThrows(IOException.class, () -> client.get("/"));
        assertInactive(1, "answer cut short");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 408, 413, 429, 431, 499, 500, 501, 502, 503, 504, 505, 599})
    void anAnswerThatIsAnErrorIsPassedOnByteForByteAndBlamesNobody(int status) throws IOException {
        String body = "\u0000\u00ff\r\n\r\nHTTP/1.1 200 OK\r\n";
        fixture.backend(1).then(Behaviour.raw("HTTP/1.1 " + status + " It's  so\r\nX-Odd:  a\tb \u00e9 \r\nx-odd: c\r\n"
                + "Content-Type: application/problem+json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
        RawClient.Answer answer = client.get("/");
        assertTrue(answer.head().startsWith("HTTP/1.1 " + status + " It's  so\r\nX-Odd:  a\tb \u00e9 \r\nx-odd: c\r\n"
                + "Content-Type: application/problem+json\r\n"), answer.head());
        assertEquals(body, answer.body());
        assertAllActive();
        assertEquals(0, fixture.backend(2).received().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesIsNobodysFaultAndEndsTheExchange(boolean reset) throws IOException {
        fixture.backend(1).then(Behaviour.stall());
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        fixture.backend(1).awaitReceived(1);
        if (reset) {
            client.reset();
        } else {
            client.close();
        }
        Await.until("the request left the backend", ProxyFixture.PATIENCE, () -> fixture.member(1).inFlight() == 0);
        assertAllActive();
        assertEquals(0, fixture.backend(2).received().size());
    }

    @Test
    void allInactiveIs503AtOnce() throws IOException {
        fixture.backend(1).refuse();
        fixture.backend(2).refuse();
        assertEquals(502, client.get("/").status());
        RawClient.Answer answer = client.get("/");
        assertEquals(503, answer.status());
        assertTrue(answer.has("Retry-After: 1"), answer.head());
        assertTrue(answer.has("Content-Type: application/problem+json"), answer.head());
        assertNotNull(answer.body());
    }

    @Test
    void saysHowManyBackendsWereTried() throws IOException {
        fixture.backend(1).then(Behaviour.ok("at once"), Behaviour.reset(), Behaviour.reset());
        assertFalse(client.get("/").head().contains("X-Lb-Attempts"), "one attempt is nothing to talk about");
        client.get("/");
        assertTrue(client.get("/").has("X-Lb-Attempts: 2"));
        fixture.backend(2).refuse();
        fixture.backend(2).closeConnections();
        assertTrue(client.get("/").has("X-Lb-Attempts: 1"), "in an error of the balancer, too");
        assertFalse(client.get("/").head().contains("X-Lb-Attempts"), "nobody was tried");
    }

    @Test
    void eachBackendIsTriedAtMostOnce() throws IOException {
        fixture.backend(1).usually(Behaviour.reset());
        fixture.backend(2).usually(Behaviour.reset());
        assertEquals(502, client.get("/").status());
        assertEquals(1, fixture.backend(1).received().size());
        assertEquals(1, fixture.backend(2).received().size());
        fixture.awaitQuiet();
        assertEquals(2, fixture.proxy().stats().attempts());
        assertEquals(1, fixture.proxy().stats().retries());
    }
}
