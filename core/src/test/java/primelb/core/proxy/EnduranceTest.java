package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What only shows in large numbers; {@code -Dprimelb.endurance=20} makes them twenty times as large. */
@Timeout(600)
@Isolated("it measures the heap")
class EnduranceTest {
    private static final int FACTOR = Integer.getInteger("primelb.endurance", 1);
    private static final ProxySettings PATIENT = ProxyFixture.QUICK.with(ProxySettings.Timeouts.DEFAULT);

    @Test
    void aBackendThatClosesIdleConnectionsAtAnyMomentIsNeverNoticed() throws Exception {
        int clients = 10;
        int rounds = 50 * FACTOR;
        try (RecordingBackend backend = new RecordingBackend(() -> ThreadLocalRandom.current().nextInt(1, 6));
                ProxyFixture fixture = new ProxyFixture(PATIENT, 0);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            fixture.activate(backend.url());
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                work.add(threads.submit(() -> getAndPost(fixture, rounds)));
            }
            for (Future<?> each : work) {
                each.get();
            }
            fixture.awaitQuiet();
            assertEquals(1, fixture.changes().size(), () -> "only became active: " + fixture.changes());
            long posts = backend.takeRequests().stream().filter(request -> request.method().equals("POST")).count();
            assertEquals((long) clients * rounds, posts, "each POST came once");
        }
    }

    private static Void getAndPost(ProxyFixture fixture, int rounds) throws IOException {
        try (RawClient client = fixture.client()) {
            for (int i = 0; i < rounds; i++) {
                assertEquals(200, client.get("/").status());
                assertEquals(200, client.get("/").status());
                assertEquals(200, client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody").answer().status());
            }
        }
        return null;
    }

    @Test
    void uploadsThatWaitForTheirBackendAreNotKeptInTheHeap() throws Exception {
        int uploads = 50;
        int length = Math.min(64, 2 * FACTOR) << 20;
        try (HoldingBackend backend = new HoldingBackend(length);
                ProxyFixture fixture = new ProxyFixture(PATIENT, 0);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            fixture.activate(backend.url());
            long before = liveHeap();
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < uploads; i++) {
                answers.add(threads.submit(() -> upload(fixture.port(), length)));
            }
            backend.awaitBegun(uploads);
            long grown = liveHeap() - before;
            assertTrue(grown < 20 << 20, "the heap has grown by " + grown + " bytes for " + uploads + " uploads");
            backend.goOn();
            for (Future<String> answer : answers) {
                assertTrue(answer.get().startsWith("HTTP/1.1 200"), answer.get());
            }
            assertEquals((long) uploads * length, backend.bytes());
        }
    }

    private static long liveHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String upload(int port, int length) throws IOException {
        byte[] piece = new byte[16 * 1024];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (int sent = 0; sent < length; sent += piece.length) {
                out.write(piece);
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aThousandClientsThatDripTheirHeadsHarmNobodyAndEndWith408() throws IOException {
        int senders = 1000;
        ProxySettings.Timeouts quick = ProxyFixture.QUICK.timeouts();
        Duration head = Duration.ofSeconds(1);
        ProxySettings settings = ProxyFixture.QUICK.with(new ProxySettings.Timeouts(quick.connect(), quick.response(),
                quick.total(), head, quick.clientBody(), quick.clientBodyRate(), quick.write(), quick.responseBody(),
                Duration.ofSeconds(30), quick.tunnelIdle(), quick.upstreamIdle()));
        List<RawClient> slow = new ArrayList<>();
        try (ProxyFixture fixture = new ProxyFixture(settings, 1); RawClient normal = fixture.client()) {
            for (int i = 0; i < senders; i++) {
                slow.add(fixture.client().send("GET / HTTP/1.1\r\nX: "));
            }
            for (int round = 0; round < 3; round++) {
                for (RawClient each : slow) {
                    each.send("y");
                }
                assertEquals("backend 1", normal.get("/").body());
            }
            for (RawClient each : slow) {
                assertEquals(408, each.answer().status());
                each.close();
            }
            assertEquals("backend 1", normal.get("/").body());
            assertEquals(4, fixture.backend(1).received().size(), "nothing of the slow ones");
        } finally {
            for (RawClient each : slow) {
                each.close();
            }
        }
    }
}
