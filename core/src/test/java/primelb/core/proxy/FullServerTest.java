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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.balance.LeastInFlight;
import primelb.core.forward.RetryRules;
import primelb.core.proxy.RawClient.Answer;
import primelb.core.testing.Behaviour;

/** A server that is full answers 503 and says when to come again. */
@Timeout(30)
class FullServerTest {
    private static final Behaviour FULL = full("full");

    private ProxyFixture fixture;
    private RawClient client;

    private static Behaviour full(String body) {
        return Behaviour.raw("HTTP/1.1 503 Busy Just Now\r\nRetry-After: 7\r\nX-Own: yes\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    @BeforeEach
    void start() throws IOException {
        use(new ProxyFixture(ProxyFixture.QUICK, 2));
    }

    private void use(ProxyFixture other) throws IOException {
        fixture = other;
        client = fixture.client();
    }

    @AfterEach
    void stop() throws IOException {
        fixture.awaitQuiet();
        client.close();
        fixture.close();
    }

    private void assertAllActive() {
        assertEquals(List.of(), fixture.changes());
    }

    private static void assertOwn(Answer answer, String body) {
        assertTrue(answer.head().startsWith("HTTP/1.1 503 Busy Just Now\r\n"), answer.head());
        assertTrue(answer.has("Retry-After: 7") && answer.has("X-Own: yes"), answer.head());
        assertEquals(body, answer.body());
    }

    @Test
    void aGetGoesToAnotherServerAndNobodyIsEjected() throws IOException {
        fixture.backend(1).then(FULL);
        assertEquals("backend 2", client.get("/").body());
        assertAllActive();
        assertEquals(1, fixture.proxy().stats().retries());
        assertEquals("backend 1", client.get("/").body(), "its turn comes again");
        assertEquals(1, fixture.backend(1).connections(), "over the same connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void anythingElseGetsTheAnswerAsItIs(String method) throws IOException {
        fixture.backend(1).then(FULL);
        assertOwn(client.send(method + " / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n").answer(), "full");
        assertEquals(0, fixture.backend(2).received().size());
        assertAllActive();
    }

    @Test
    void withoutATimeToComeAgainItIsAnAnswerLikeAnyOther() throws IOException {
        fixture.backend(1).then(Behaviour.answer(503, "broken"));
        assertEquals("broken", client.get("/").body());
        assertEquals(0, fixture.backend(2).received().size());
    }

    @Test
    void whereAllAreFullTheLastAnswerIsPassedOnAsItIs() throws IOException {
        fixture.backend(1).then(full("full 1"));
        fixture.backend(2).then(full("full 2"));
        assertOwn(client.get("/"), "full 2");
        assertAllActive();
        assertEquals("backend 1", client.get("/").body(), "the connection of the client goes on");
    }

    @Test
    void whereTheOtherServerFailsTheAnswerIsNotLost() throws IOException {
        fixture.backend(1).then(full("full 1"));
        fixture.backend(2).refuse();
        assertOwn(client.get("/"), "full 1");
        assertTrue(fixture.member(1).status().active());
    }

    @Test
    void aLongAnswerIsNotLostEither() throws IOException {
        String large = "z".repeat(300_000);
        fixture.backend(1).then(full(large));
        fixture.backend(2).usually(Behaviour.stall());
        assertOwn(client.get("/"), large);
    }

    @Test
    void whereNoOtherServerHasRoomNobodyWaitsForIt() throws IOException {
        fixture.limit(2, 1);
        fixture.backend(1).then(Behaviour.ok("first"), FULL);
        fixture.backend(2).usually(Behaviour.stall());
        client.get("/");
        try (RawClient busy = fixture.client()) {
            busy.send("GET /busy HTTP/1.1\r\nHost: h\r\n\r\n");
            fixture.backend(2).awaitReceived(1);
            assertOwn(client.get("/"), "full");
        }
    }

    @Test
    void theBudgetOfRetriesHolds() throws IOException {
        stop();
        use(new ProxyFixture(ProxyFixture.QUICK.with(new RetryRules(2, 0, 1, 1000)), 2));
        fixture.backend(1).usually(FULL);
        fixture.backend(2).usually(FULL);
        for (int i = 0; i < 30; i++) {
            assertOwn(client.get("/"), "full");
        }
        fixture.awaitQuiet();
        assertEquals(10, fixture.proxy().stats().retries());
        long refused = fixture.proxy().stats().retriesRefused();
        assertTrue(refused >= 15, "refused: " + refused);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatOnlyErrsGetsNoMoreThanItsShareAlthoughItIsAlwaysIdle(boolean saysWhenToComeAgain)
            throws IOException {
        stop();
        use(new ProxyFixture(ProxySettings.defaults("primelb-test"), 2,
                ProxyFixture.pool(new LeastInFlight(), Duration.ZERO)));
        fixture.backend(1).then(Behaviour.ok("first"))
                .usually(saysWhenToComeAgain ? FULL : Behaviour.answer(503, "broken"));
        fixture.backend(2).then(Behaviour.stall());
        client.get("/");
        // One request is always in flight at the good one, so that it never is the less loaded one.
        try (RawClient patient = fixture.client()) {
            patient.send("GET /stall HTTP/1.1\r\nHost: h\r\n\r\n");
            fixture.backend(2).awaitReceived(1);
            for (int i = 0; i < 200; i++) {
                client.get("/");
            }
        }
        long erring = fixture.member(1).requests();
        long good = fixture.member(2).requests();
        assertTrue(erring <= good, erring + " requests to the one that errs, " + good + " to the other");
        assertTrue(erring >= 5, "it is asked now and then: " + erring);
    }
}
