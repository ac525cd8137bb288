package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.backend.BackendUrl;
import primelb.core.http.AllowedAddresses;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ReceivedRequest;
import primelb.core.testing.ScriptedBackend;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** One probe against a server that answers as the test says. */
@Timeout(30)
class HttpProbeTest {
    private static final Ticker TICKER = SystemTime.ticker();
    private static final Supplier<SSLContext> NO_TRUST = () -> {
        throw new AssertionError("nobody asked for https");
    };
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScriptedBackend backend = ScriptedBackend.start();

    @AfterEach
    void close() {
        backend.close();
    }

    private ProbeResult probe(Duration timeout) {
        return new HttpProbe(timeout, TICKER, NO_TRUST, AllowedAddresses.ANY).probe(BackendUrl.parse(backend.url()));
    }

    private String failure(Behaviour health) {
        backend.health(health);
        return assertInstanceOf(ProbeResult.Failed.class, probe(PATIENCE)).detail();
    }

    @Test
    void asksOverAConnectionOfItsOwnEachTimeAndClosesIt() {
        for (int probe = 0; probe < 3; probe++) {
            assertTrue(probe(PATIENCE).detail().matches("200 in \\d+ ms"));
        }

        assertEquals(List.of(1, 2, 3), backend.probes().stream().map(ReceivedRequest::connection).toList());
        ReceivedRequest request = backend.probes().getFirst();
        assertEquals("GET /health_check HTTP/1.1", request.line());
        assertEquals("127.0.0.1:" + backend.port(), request.field("Host").orElseThrow());
        assertEquals("close", request.field("Connection").orElseThrow());
        Await.until("all connections to be closed", PATIENCE, () -> backend.openConnections() == 0);
    }

    @Test
    void leavesInOrderAndNotByAReset() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort();
            CompletableFuture<ProbeResult> result = CompletableFuture.supplyAsync(
                    () -> new HttpProbe(PATIENCE, TICKER, NO_TRUST, AllowedAddresses.ANY).probe(BackendUrl.parse(url)));
            try (Socket socket = server.accept()) {
                socket.setSoTimeout((int) PATIENCE.toMillis());
                byte[] request = new byte[1024];
                int length = socket.getInputStream().read(request);
                assertTrue(new String(request, 0, length, StandardCharsets.US_ASCII).endsWith("\r\n\r\n"));
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(
                        StandardCharsets.US_ASCII));

                // A reset would be an exception.
                assertEquals(-1, socket.getInputStream().read());
            }
            assertInstanceOf(ProbeResult.Passed.class, result.join());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 307, 400, 401, 404, 429, 500, 503, 599})
    void onlyStatus200Passes(int status) {
        assertEquals("status " + status, failure(Behaviour.rawThenClose(
                "HTTP/1.1 " + status + " Odd\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")));
        assertEquals(1, backend.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 999 Odd\r\n\r\n", "HTTP/1.1 20 Odd\r\n\r\n", "HTTP/2 200\r\n\r\n",
            "SSH-2.0-OpenSSH_9.2\r\n\r\n", "200 OK\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"})
    void whatIsNotHttpFails(String answer) {
        assertEquals("malformed answer", failure(Behaviour.rawThenClose(answer)));
    }

    @Test
    void tellsARefusalToServeFromSilence() {
        backend.health(Behaviour.answer(503, "stopping"));
        assertEquals(new ProbeResult.Failed("status 503", true), probe(PATIENCE));
        backend.health(Behaviour.stall());
        assertEquals(new ProbeResult.Failed("timeout", false), probe(Duration.ofMillis(50)));
    }

    @Test
    void anInterimAnswerIsNoAnswer() {
        assertEquals("closed without an answer", failure(Behaviour.rawThenClose("HTTP/1.1 103 Early\r\n\r\n")));
        backend.health(Behaviour.raw("HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        assertInstanceOf(ProbeResult.Passed.class, probe(PATIENCE));
    }

    @Test
    void namesHowAnAnswerStaysAway() {
        assertEquals("closed without an answer", failure(Behaviour.closeUnanswered()));
        assertEquals("connection reset", failure(Behaviour.reset()));
        assertEquals("answer cut short", failure(Behaviour.cutBody(10, "some")));
        backend.refuse();
        assertEquals(new ProbeResult.Failed("connection refused"), probe(PATIENCE));
        assertEquals(new ProbeResult.Failed("unknown host"),
                new HttpProbe(PATIENCE, TICKER, NO_TRUST, AllowedAddresses.ANY).probe(BackendUrl.parse("http://no-such-host.invalid")));
    }

    @Test
    void readsABodyOf64KilobytesAndNoMore() {
        backend.health(Behaviour.ok("b".repeat(64 * 1024)));
        assertInstanceOf(ProbeResult.Passed.class, probe(PATIENCE));

        assertEquals("answer too large", failure(Behaviour.ok("b".repeat(64 * 1024 + 1))));
    }

    @Test
    void theTimeoutCoversAnAnswerThatDripsByteByByte() {
        List<Behaviour.Step> drip = new ArrayList<>(List.of(Behaviour.send("HTTP/1.1 200 OK\r\nX-Drip: ")));
        drip.addAll(Collections.nCopies(100, new Behaviour.Hold()));
        for (int k = 100; k > 0; k--) {
            drip.add(1 + k, Behaviour.send("x"));
        }
        backend.health(new Behaviour(drip));
        long started = TICKER.nanos();
        CompletableFuture<ProbeResult> result = CompletableFuture.supplyAsync(() -> probe(Duration.ofMillis(300)));
        int dripped = 0;
        while (!result.isDone() && dripped < 100) {
            long byteAt = started + Duration.ofMillis(30L * ++dripped).toNanos();
            Await.until("the time of the next byte", PATIENCE, () -> TICKER.nanos() - byteAt >= 0 || result.isDone());
            backend.proceed();
        }

        assertEquals(new ProbeResult.Failed("timeout"), result.join());
        int bytes = dripped;
        assertTrue(bytes >= 5 && bytes < 60, () -> bytes + " bytes");
    }

    @Test
    void aTimeoutThatIsNoticedFarTooLateSaysNothingOfTheServer() {
        backend.health(Behaviour.stall());
        AtomicLong heldUpNanos = new AtomicLong();
        Ticker ticker = () -> TICKER.nanos() + heldUpNanos.get();
        HttpProbe probe = new HttpProbe(Duration.ofMillis(300), ticker, NO_TRUST, AllowedAddresses.ANY);
        CompletableFuture<ProbeResult> result =
                CompletableFuture.supplyAsync(() -> probe.probe(BackendUrl.parse(backend.url())));
        backend.awaitProbes(1);

        heldUpNanos.set(Duration.ofSeconds(5).toNanos());

        ProbeResult.Unknown unknown = assertInstanceOf(ProbeResult.Unknown.class, result.join());
        assertTrue(unknown.detail().matches("the balancer was held up for 5\\d\\d\\d ms"), unknown::detail);
    }

    @Test
    void toldToStopItHasLearntNothing() throws InterruptedException {
        backend.health(Behaviour.stall());
        CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> result.complete(probe(PATIENCE)));
        backend.awaitProbes(1);

        thread.interrupt();

        assertInstanceOf(ProbeResult.Unknown.class, result.join());
        thread.join();
    }
}
