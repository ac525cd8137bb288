package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.proxy.RawClient.Answer;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ReceivedRequest;

/** What goes right: requests and answers pass through, framed exactly, each connection for itself. */
@Timeout(30)
class ForwardingTest {
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

    private ReceivedRequest onlyRequest() {
        List<ReceivedRequest> all = fixture.backend(1).received();
        assertEquals(1, all.size());
        return all.getFirst();
    }

    @Test
    void balancesAKeepAliveClientRequestByRequest() throws IOException {
        for (int i = 0; i < 4; i++) {
            assertEquals("backend " + (i % 2 + 1), client.get("/").body());
        }
        assertEquals(1, fixture.backend(1).connections(), "the connection to a backend is used again");
    }

    @Test
    void passesOnTheRequestWithoutTheFieldsOfTheClientsConnection() throws IOException {
        client.send("GET //a/../b?x=%2e HTTP/1.1\r\nhost: Example:81\r\nX-A: 1\r\nConnection: keep-alive, X-Secret\r\n"
                + "Keep-Alive: 3\r\nX-Secret: s\r\nTE: trailers\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n"
                + "Proxy-Connection: close\r\nProxy-Authorization: p\r\nX-Forwarded-For: 6.6.6.6\r\n"
                + "X-Forwarded-Proto: https\r\nForwarded: for=6.6.6.6\r\nX-B: \u00e9\r\n\r\n").answer();
        ReceivedRequest request = onlyRequest();
        assertEquals("GET //a/../b?x=%2e HTTP/1.1", request.line());
        assertEquals("Example:81", request.field("Host").orElseThrow());
        assertEquals("1", request.field("X-A").orElseThrow());
        assertEquals("\u00e9", request.field("X-B").orElseThrow());
        assertEquals("127.0.0.1", request.field("X-Forwarded-For").orElseThrow());
        assertEquals("http", request.field("X-Forwarded-Proto").orElseThrow());
        assertEquals("Example:81", request.field("X-Forwarded-Host").orElseThrow());
        assertEquals("1.1 primelb-test", request.field("Via").orElseThrow());
        for (String gone : List.of("Connection", "Keep-Alive", "X-Secret", "TE", "Upgrade", "HTTP2-Settings",
                "Proxy-Connection", "Proxy-Authorization", "Forwarded", "Content-Length", "Transfer-Encoding")) {
            assertTrue(request.field(gone).isEmpty(), gone + " was passed on:\n" + request.head());
        }
    }

    @Test
    void passesOnTheAnswerWithoutTheFieldsOfTheBackendsConnection() throws IOException {
        fixture.backend(1).then(Behaviour.raw("HTTP/1.1 500 Oh no\r\nSet-Cookie: a\r\nset-cookie: b\r\nConnection: x-c\r\n"
                + "Keep-Alive: 5\r\nX-C: d\r\nContent-Length: 3\r\n\r\nbad"));
        Answer answer = client.get("/");
        assertTrue(answer.head().startsWith("HTTP/1.1 500 Oh no\r\nSet-Cookie: a\r\nset-cookie: b\r\n"), answer.head());
        assertEquals("bad", answer.body());
        assertFalse(answer.head().contains("X-C") || answer.head().contains("Keep-Alive"), answer.head());
        assertTrue(answer.has("Via: 1.1 primelb-test"));
        assertTrue(fixture.member(1).status().active(), "a 500 is an answer");
    }

    @Test
    void deliversBodiesOfEveryFraming() throws IOException {
        String large = "0123456789abcdef".repeat(20_000);
        fixture.backend(1).then(Behaviour.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;e=f\r\nabc\r\n"
                        + "4e200\r\n" + large + "\r\n0\r\nTrailer: x\r\n\r\n"),
                Behaviour.rawThenClose("HTTP/1.1 200 OK\r\n\r\n" + large),
                Behaviour.raw("HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large),
                Behaviour.raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        fixture.backend(2).usually(Behaviour.ok("between"));
        for (String body : List.of("abc" + large, large, large, "")) {
            Answer answer = client.get("/");
            assertEquals(200, answer.status());
            assertEquals(body, answer.body());
            assertEquals("between", client.get("/").body());
        }
    }

    @Test
    void dropsBodiesThatMustNotBeAndKeepsTheNextAnswerRight() throws IOException {
        fixture.backend(1).then(Behaviour.raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
                Behaviour.raw("HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\nextra"), Behaviour.ok("after"));
        Answer toHead = client.send("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n").answer(true);
        assertTrue(toHead.has("Content-Length: 5"));
        client.get("/");
        Answer noContent = client.get("/");
        assertEquals(204, noContent.status());
        assertFalse(noContent.head().contains("Content-Length"));
        client.get("/");
        assertEquals("after", client.get("/").body(), "the extra bytes went with their connection");
    }

    @Test
    void speaksHttp10ToOldClients() throws IOException {
        fixture.backend(1).then(Behaviour.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"));
        Answer answer = client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").answer();
        assertEquals("hi", answer.body());
        assertTrue(answer.has("Connection: close") && !answer.head().contains("chunked"), answer.head());
        try (RawClient again = fixture.client()) {
            Answer kept = again.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").answer();
            assertTrue(kept.has("Connection: keep-alive"), kept.head());
            assertEquals("backend 1", again.get("/").body());
        }
    }

    @Test
    void closesWhereTheClientAsksForIt() throws IOException {
        Answer answer = client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").answer();
        assertTrue(answer.has("Connection: close"));
        assertEquals("", client.rest());
    }

    @Test
    void forwardsSmallLargeAndChunkedBodies() throws IOException {
        String large = "x".repeat(200_000);
        fixture.backend(2).usually(Behaviour.ok("2"));
        client.send("POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nsmall").answer();
        client.get("/");
        client.send("POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\n\r\n" + large).answer();
        client.get("/");
        client.send("PUT /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n30d40;x\r\n" + large
                + "\r\n0\r\nA: b\r\n\r\n").answer();
        client.get("/");
        assertEquals("backend 1", client.send("POST /d HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n").answer().body());
        List<ReceivedRequest> got = fixture.backend(1).received();
        assertEquals(List.of("small", large, large, ""),
                got.stream().map(request -> new String(request.body(), StandardCharsets.ISO_8859_1)).toList());
        assertEquals("chunked", got.get(2).field("Transfer-Encoding").orElseThrow());
        assertTrue(got.get(2).field("Content-Length").isEmpty());
    }

    @Test
    void givesEveryRequestThatMustNotBeRepeatedAFreshConnection() throws IOException {
        for (int i = 0; i < 4; i++) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx").answer();
        }
        assertEquals(List.of(1, 2), fixture.backend(1).received().stream().map(ReceivedRequest::connection).toList());
    }

    @Test
    void answersExpectOnceAndTakesTheBody() throws IOException {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        assertEquals(100, client.answer().status());
        assertEquals("backend 1", client.send("body").answer().body());
        assertTrue(onlyRequest().field("Expect").isEmpty());
    }

    @Test
    void dropsInterimAnswers() throws IOException {
        fixture.backend(1).then(Behaviour.raw("HTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 100 C\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));
        assertEquals("hi", client.get("/").body());
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws IOException {
        client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nHEAD /2 HTTP/1.1\r\nHost: h\r\n\r\nGET /3 HTTP/1.1\r\nHost: h\r\n\r\n");
        assertEquals("backend 1", client.answer().body());
        assertEquals(200, client.answer(true).status());
        assertEquals("backend 1", client.answer().body());
    }

    @Test
    void deliversTheFirstChunkBeforeTheBackendMakesTheSecond() throws IOException {
        fixture.backend(1).then(Behaviour.inTwoParts("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n",
                "6\r\nsecond\r\n0\r\n\r\n"));
        client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
        while (!client.line().isEmpty()) {
            // The fields are not of interest here.
        }
        assertEquals("5\r\nfirst\r\n", client.bytes(10));
        fixture.backend(1).proceed();
        assertEquals("6\r\nsecond\r\n0\r\n\r\n", client.bytes(16));
    }

    @Test
    void deliversAFinalAnswerThatComesBeforeTheUploadEnds() throws IOException {
        fixture.backend(1).then(Behaviour.of(
                Behaviour.send("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig"), new Behaviour.Hold()));
        client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(10_000));
        Answer answer = client.answer();
        assertEquals(413, answer.status());
        assertEquals("big", answer.body());
        assertTrue(answer.has("Connection: close"), answer.head());
        assertTrue(fixture.member(1).status().active());
    }

    @Test
    void answersAClientThatHasSaidItsLastWord() throws IOException {
        fixture.backend(1).then(Behaviour.of(new Behaviour.ReadBody(), new Behaviour.Hold(),
                Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate")));
        client.send("GET / HTTP/1.0\r\n\r\n");
        client.halfClose();
        fixture.backend(1).awaitReceived(1);
        fixture.backend(1).proceed();
        assertEquals("late", client.answer().body());
    }

    @Test
    void answersItselfWhatIsNotForABackend() throws IOException {
        assertEquals(200, client.send("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
        assertEquals(200, client.send("OPTIONS /x HTTP/1.1\r\nHost: h\r\nMax-Forwards: 0\r\n\r\n").answer().status());
        assertEquals(405, client.send("TRACE / HTTP/1.1\r\nHost: h\r\n\r\n").answer().status());
        assertEquals(508, client.send("GET / HTTP/1.1\r\nHost: h\r\nVia: 1.1 primelb-test\r\n\r\n").answer().status());
        assertEquals(0, fixture.backend(1).received().size() + fixture.backend(2).received().size());
    }

    @Test
    void namesEachRequestThatHasNoName() throws IOException {
        try (RawClient other = fixture.client()) {
            client.get("/");
            client.get("/");
            other.get("/");
            other.get("/");
        }
        List<String> names = java.util.stream.Stream.of(fixture.backend(1), fixture.backend(2))
                .flatMap(backend -> backend.received().stream()).map(request -> request.field("X-Request-Id").orElseThrow())
                .toList();
        assertEquals(4, names.stream().distinct().count(), names::toString);
        assertTrue(names.stream().allMatch(name -> name.matches("[0-9a-z-]{8,40}")), names::toString);
    }

    @Test
    void countsRequestsAndAttemptsExactly() throws IOException {
        for (int i = 0; i < 20; i++) {
            client.get("/");
        }
        fixture.awaitQuiet();
        ProxyStats stats = fixture.proxy().stats();
        assertEquals(20, stats.requests());
        assertEquals(stats.requests() + stats.retries(), stats.attempts());
        assertEquals(stats.attempts(), fixture.member(1).requests() + fixture.member(2).requests());
        assertEquals(10, fixture.member(1).requests());
    }
}
