package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import primelb.core.proxy.Exchange;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;

/** The access log is written beside the traffic, and gives way to it. */
@Timeout(60)
class AccessLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration QUICK = Duration.ofMillis(1);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @TempDir
    private Path folder;

    private static Exchange exchange(String target) {
        return new Exchange("id", "trace", "::1", "GET", target, 200, null, 5, List.of(), 0, 1, 2);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitLines(Path file, int count) {
        Await.until(count + " lines in " + file, PATIENCE, () -> lines(file).size() == count);
    }

    @Test
    void everyRequestOfARealBalancerIsALine() {
        Path file = folder.resolve("access.log");
        try (LbFixture lb = LbFixture.start(Map.of("LB_ACCESS_LOG", file.toString()))) {
            lb.active("server1").usually(Behaviour.ok("hello"));
            assertEquals(200, lb.traffic("/a?b").status());
            awaitLines(file, 1);
            assertEquals(200, lb.traffic("/c").status());
        }
        // The second was written at the latest while the balancer ended.
        List<String> lines = lines(file);
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.getFirst().contains("\"path\":\"/a?b\",\"status\":200,\"cut\":null,"), lines.getFirst());
        assertTrue(lines.getLast().contains("\"server\":\"server1\",\"attempts\":1,\"failures\":[],"), lines.getLast());
    }

    @Test
    void aClientThatLeavesIsLoggedWith499() throws IOException {
        Path file = folder.resolve("access.log");
        try (LbFixture lb = LbFixture.start(Map.of("LB_ACCESS_LOG", file.toString()))) {
            ScriptedBackend backend = lb.active("server1").usually(Behaviour.stall());
            try (Socket client = new Socket(lb.lb().trafficAddress().getAddress(), lb.trafficPort())) {
                client.getOutputStream().write("GET /left HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                backend.awaitReceived(1);
            }
            awaitLines(file, 1);
            assertEquals(Optional.of(true), lb.server().bool("active"));
        }
        String line = lines(file).getFirst();
        assertTrue(line.contains("\"path\":\"/left\",\"status\":499,\"cut\":\"client gone\",\"bytes\":0,"), line);
        assertTrue(line.contains("\"attempts\":1,"), line);
    }

    @Test
    void whenAttemptsRunOutTheirNumberIsLogged() {
        Path file = folder.resolve("access.log");
        try (LbFixture lb = LbFixture.start(Map.of("LB_ACCESS_LOG", file.toString()))) {
            for (String id : List.of("server1", "server2")) {
                lb.active(id).usually(Behaviour.closeUnanswered());
            }
            assertEquals(502, lb.traffic("/").status());
            awaitLines(file, 1);
        }
        String line = lines(file).getFirst();
        assertTrue(line.contains("\"status\":502,"), line);
        assertTrue(line.contains("\"attempts\":2,\"failures\":[{\"server\":"), line);
        assertEquals(2, line.split("\"cause\":", -1).length - 1, line);
    }

    @Test
    void aFileThatWasRenamedIsFollowedByANewOne() throws IOException {
        Path file = folder.resolve("access.log");
        LogFile log = new LogFile(file, 0);
        log.append("1\n".getBytes(StandardCharsets.US_ASCII), 2);
        log.follow();
        Path moved = Files.move(file, folder.resolve("moved"));
        log.append("2\n".getBytes(StandardCharsets.US_ASCII), 2);
        log.follow();
        log.append("3\n".getBytes(StandardCharsets.US_ASCII), 2);
        log.close();
        assertEquals(List.of("1", "2"), lines(moved));
        assertEquals(List.of("3"), lines(file));
    }

    @Test
    void theWriterFollowsByItself() throws IOException {
        Path file = folder.resolve("access.log");
        try (AccessLog log = new AccessLog(new LogFile(file, 0), CLOCK, QUICK)) {
            log.start();
            log.ended(exchange("/1"));
            awaitLines(file, 1);
            Files.move(file, folder.resolve("moved"));
            Await.until("a new file", PATIENCE, () -> Files.exists(file));
            log.ended(exchange("/2"));
            awaitLines(file, 1);
            assertEquals(1, lines(folder.resolve("moved")).size());
        }
    }

    @Test
    void aLargeFileIsMovedAsideAndOneOfThemIsKept() throws IOException {
        Path file = folder.resolve("access.log");
        LogFile log = new LogFile(file, 4);
        for (String line : List.of("1\n", "2\n", "3\n", "4\n", "5\n")) {
            log.append(line.getBytes(StandardCharsets.US_ASCII), 2);
        }
        log.close();
        assertEquals(List.of("5"), lines(file));
        assertEquals(List.of("3", "4"), lines(folder.resolve("access.log.1")));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void aFullDiskCostsLinesAndNoRequestsAndIsToldOnce() {
        try (Logged logged = new Logged("primelb.lb");
                LbFixture lb = LbFixture.start(Map.of("LB_ACCESS_LOG", "/dev/full"))) {
            lb.active("server1").usually(Behaviour.ok("hello"));
            for (int i = 1; i <= 3; i++) {
                assertEquals(200, lb.traffic("/").status());
                int count = i;
                Await.until("dropped", PATIENCE, () -> metric(lb, "primelb_access_log_dropped_lines_total") == count);
            }
            assertEquals(0, metric(lb, "primelb_access_log_lines_total"));
            assertEquals(1, logged.linesWith("the access log /dev/full cannot be written").size(),
                    () -> logged.linesWith("").toString());
        }
    }

    private static long metric(LbFixture lb, String name) {
        return lb.adminGet("/metrics").body().lines().filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1))).findFirst().orElseThrow();
    }

    @Test
    void aSinkThatHangsCostsNobodyTimeAndBoundedRoom() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        AccessLog.Sink sink = new AccessLog.Sink() {
            @Override
            public void append(byte[] bytes, int length) throws IOException {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
        int sent = 40_000;
        try (AccessLog log = new AccessLog(sink, CLOCK, QUICK)) {
            log.start();
            for (int i = 0; i < sent; i++) {
                log.ended(exchange("/" + "x".repeat(511)));
            }
            long room = AccessLog.ROOM / 1024;
            assertTrue(log.dropped() >= sent - room - 200, () -> "dropped " + log.dropped());
            hanging.countDown();
            Await.until("all are written or dropped", PATIENCE, () -> log.written() + log.dropped() == sent);
            assertTrue(log.written() >= room, () -> "written " + log.written());
        }
    }

    @Test
    void troubleThatIsOverIsToldWithWhatItCost() {
        AtomicBoolean broken = new AtomicBoolean(true);
        AccessLog.Sink sink = new AccessLog.Sink() {
            @Override
            public void append(byte[] bytes, int length) throws IOException {
                if (broken.get()) {
                    throw new IOException("broken by the test");
                }
            }

            @Override
            public void close() {
                // Nothing is open.
            }

            @Override
            public String toString() {
                return "of troubleThatIsOver";
            }
        };
        try (Logged logged = new Logged("primelb.lb"); AccessLog log = new AccessLog(sink, CLOCK, QUICK)) {
            log.start();
            log.ended(exchange("/"));
            Await.until("told", PATIENCE, () -> !logged.linesWith("of troubleThatIsOver cannot be written").isEmpty());
            broken.set(false);
            Await.until("told", PATIENCE,
                    () -> !logged.linesWith("of troubleThatIsOver is written again; lines dropped: 1").isEmpty());
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsAnErrorAtTheStart() {
        LbConfig config = LbFixture.config(Map.of("LB_PORT", "0", "LB_ADMIN_PORT", "0",
                "LB_ACCESS_LOG", folder.resolve("absent").resolve("access.log").toString()));
        StartFailedException failed = assertThrows(StartFailedException.class, () -> Lb.start(config));
        assertTrue(failed.getMessage().contains("LB_ACCESS_LOG"), failed::getMessage);
    }
}
