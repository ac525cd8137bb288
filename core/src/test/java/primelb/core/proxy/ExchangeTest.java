package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;

/** What a listener is told of exchanges, and what is counted of them. */
@Timeout(30)
class ExchangeTest {
    private final List<Exchange> told = new CopyOnWriteArrayList<>();
    private ProxyFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new ProxyFixture(ProxyFixture.QUICK, 2);
        fixture.proxy().listen(told::add);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    /** Waits for exchanges: one is told of a moment after its answer has arrived. */
    private List<Exchange> told(int count) {
        Await.until(count + " exchanges", ProxyFixture.PATIENCE, () -> told.size() >= count);
        assertEquals(count, told.size(), told::toString);
        return told;
    }

    @Test
    void anAnswerIsToldWithItsServerAndTimes() throws IOException {
        try (RawClient client = fixture.client()) {
            client.send("GET /a?b=c HTTP/1.1\r\nHost: h\r\nX-Request-Id: mine\r\n\r\n").answer();
        }
        Exchange one = told(1).getFirst();
        assertEquals("mine", one.requestId());
        assertEquals("127.0.0.1", one.client());
        assertEquals("GET", one.method());
        assertEquals("/a?b=c", one.target());
        assertEquals(200, one.status());
        assertNull(one.cut());
        assertEquals(1, one.attempts().size());
        Exchange.Attempt attempt = one.attempts().getFirst();
        assertEquals(fixture.member(1).id(), attempt.server());
        assertEquals(200, attempt.status());
        assertNull(attempt.failure());
        assertTrue(attempt.nanos() > 0 && attempt.nanos() <= one.firstByteNanos(), one::toString);
        assertTrue(one.firstByteNanos() <= one.totalNanos(), one::toString);
        assertTrue(one.bytes() > "backend 1".length(), one::toString);
        assertEquals(fixture.backend(1).received().getFirst().field("traceparent").orElseThrow().substring(3, 35),
                one.traceId());
    }

    @Test
    void everyFailedAttemptIsToldWithItsCause() throws IOException {
        fixture.backend(1).usually(Behaviour.closeUnanswered());
        try (RawClient client = fixture.client()) {
            client.get("/");
        }
        List<Exchange.Attempt> attempts = told(1).getFirst().attempts();
        assertEquals(2, attempts.size());
        assertEquals("closed without an answer", attempts.getFirst().failure());
        assertEquals(0, attempts.getFirst().status());
        assertEquals(200, attempts.getLast().status());
        assertEquals(1, fixture.member(1).meters().failures().of("closed without an answer"));
        assertEquals(1, fixture.member(1).meters().ejections().of("request: closed without an answer"));
        assertEquals(1, fixture.member(2).meters().retries());
    }

    @Test
    void requestsOfOneConnectionAreToldApart() throws IOException {
        try (RawClient client = fixture.client()) {
            client.get("/1");
            client.get("/2");
        }
        told(2);
        assertEquals(List.of("/1", "/2"), told.stream().map(Exchange::target).toList());
        assertEquals(1, told.getLast().attempts().size());
        assertTrue(!told.getFirst().requestId().equals(told.getLast().requestId()));
        assertTrue(!told.getFirst().traceId().equals(told.getLast().traceId()));
    }

    @Test
    void aRequestThatTheBalancersEndCutsOffIsNotItsClientsFault() throws IOException {
        fixture.backend(1).usually(Behaviour.stall());
        try (RawClient client = fixture.client()) {
            client.send("GET /cut HTTP/1.1\r\nHost: h\r\n\r\n");
            Await.until("the request has arrived", ProxyFixture.PATIENCE, () -> !fixture.backend(1).received().isEmpty());
            fixture.proxy().close();
        }
        Exchange one = told(1).getFirst();
        assertEquals(503, one.status());
        assertEquals("balancer's own trouble", one.cut());
        assertEquals(0, one.bytes());
    }

    @Test
    void whatIsRefusedIsToldWithoutARequest() throws IOException {
        try (RawClient client = fixture.client()) {
            assertEquals(400, client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n").answer().status());
        }
        Exchange one = told(1).getFirst();
        assertEquals(400, one.status());
        assertNull(one.target());
        assertNull(one.requestId());
        assertEquals(List.of(), one.attempts());
        assertEquals(1, fixture.proxy().stats().ended().of(4));
    }

    @Test
    void whatTheBalancerAnswersItselfIsTold() throws IOException {
        try (RawClient client = fixture.client()) {
            assertEquals(405, client.send("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n").answer().status());
        }
        assertEquals(405, told(1).getFirst().status());
        assertEquals("TRACE", told.getFirst().method());
    }

    @Test
    void aConnectionWithoutARequestIsNoExchange() throws IOException {
        try (RawClient client = fixture.client()) {
            client.send("GET / HTT");
        }
        try (RawClient client = fixture.client()) {
            client.get("/after");
        }
        assertEquals("/after", told(1).getFirst().target());
    }

    @Test
    void aClientThatLeavesIsA499() throws IOException {
        fixture.backend(1).usually(Behaviour.stall());
        RawClient client = fixture.client();
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        fixture.backend(1).awaitReceived(1);
        client.close();
        Exchange one = told(1).getFirst();
        assertEquals(499, one.status());
        assertEquals("client gone", one.cut());
        assertEquals(-1, one.firstByteNanos());
        assertEquals(0, one.bytes());
    }

    @Test
    void anAnswerThatIsCutShortSaysSo() throws IOException {
        fixture.backend(1).usually(Behaviour.cutBody(10, "half"));
        try (RawClient client = fixture.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            told(1);
        }
        assertEquals(200, told.getFirst().status());
        assertEquals("answer cut short", told.getFirst().cut());
    }

    @Test
    void theTimeInLineIsTold() throws IOException {
        fixture.limit(1, 1);
        fixture.limit(2, 1);
        fixture.backend(1).usually(Behaviour.of(new Behaviour.Hold(), Behaviour.send("HTTP/1.1 204 No\r\n\r\n")));
        fixture.backend(2).usually(Behaviour.stall());
        try (RawClient first = fixture.client(); RawClient second = fixture.client(); RawClient third = fixture.client()) {
            first.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
            fixture.backend(1).awaitReceived(1);
            second.send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
            fixture.backend(2).awaitReceived(1);
            third.send("GET /3 HTTP/1.1\r\nHost: h\r\n\r\n");
            Await.until("one waits", ProxyFixture.PATIENCE, () -> fixture.pool().waiting() == 1);
            fixture.backend(1).proceed();
            fixture.backend(1).awaitReceived(2);
            fixture.backend(1).proceed();
            assertEquals(204, third.answer().status());
            Await.until("it is told", ProxyFixture.PATIENCE, () -> told.stream().anyMatch(e -> e.target().equals("/3")));
        }
        for (Exchange one : told) {
            assertEquals(one.target().equals("/3"), one.queuedNanos() > 0, one::toString);
        }
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws IOException {
        fixture.proxy().listen(exchange -> {
            throw new IllegalStateException("thrown by the test");
        });
        try (RawClient client = fixture.client()) {
            assertEquals(200, client.get("/").status());
            assertEquals(200, client.get("/").status());
        }
    }

    @Test
    void withoutAListenerAllIsCountedAllTheSame() throws IOException {
        try (ProxyFixture quiet = new ProxyFixture(ProxyFixture.QUICK, 1); RawClient client = quiet.client()) {
            client.get("/");
            client.get("/");
            Await.until("both ended", ProxyFixture.PATIENCE, () -> quiet.proxy().stats().ended().of(2) == 2);
            assertEquals(2, quiet.proxy().stats().durations().count());
            assertEquals(2, quiet.member(1).meters().answers().of(2));
            assertEquals(1, quiet.member(1).meters().connections());
            Await.until("it is idle", ProxyFixture.PATIENCE, () -> quiet.proxy().idleConnections(quiet.member(1)) == 1);
            assertNotNull(quiet.member(1).meters().responseTimes());
        }
    }

    @Test
    void connectionsToAServerThatAreClosedAreCountedOnce() throws IOException {
        fixture.backend(1).usually(Behaviour.rawThenClose("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nx"));
        fixture.backend(2).usually(Behaviour.cutBody(10, "half"));
        for (int i = 0; i < 2; i++) {
            try (RawClient client = fixture.client()) {
                client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
                told(i + 1);
            }
        }
        for (int i = 1; i <= 2; i++) {
            int number = i;
            Await.until("closed", ProxyFixture.PATIENCE, () -> fixture.member(number).meters().connections() == 0);
        }
    }
}
