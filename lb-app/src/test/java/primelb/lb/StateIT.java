package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.http.ClientRequest;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** A balancer that is killed and started again, with servers that announce themselves only once. */
@Timeout(120)
class StateIT {
    private static final Ticker TICKER = SystemTime.ticker();

    @TempDir
    private Path folder;
    private final ScriptedBackend one = ScriptedBackend.start();
    private final ScriptedBackend two = ScriptedBackend.start();

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private Path file() {
        return folder.resolve("state.json");
    }

    private LbProcess start() {
        return LbProcess.start(Map.of("LB_STATE_FILE", file().toString(), "LB_PROBE_INTERVAL", "1h"));
    }

    /** The file is written by a thread of its own, moments after the answer to server_up. */
    private void awaitWritten(ScriptedBackend... servers) {
        Await.until("the file names them", LbProcess.PATIENCE, () -> Stream.of(servers).allMatch(this::isWritten));
    }

    private boolean isWritten(ScriptedBackend server) {
        try {
            return Files.exists(file()) && Files.readString(file()).contains(server.url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(LbProcess lb) {
        return Answer.to(lb.traffic(), ClientRequest.get("/")).status();
    }

    private static long active(LbProcess lb) {
        return Answer.to(lb.admin(), ClientRequest.get("/health_check")).json().integer("activeServers").orElseThrow();
    }

    @Test
    void afterKillMinus9ItServesSoonAfterBeingReadyEachServerAfterAFreshHealthCheck() {
        try (LbProcess lb = start()) {
            lb.activate(one);
            lb.activate(two);
            awaitWritten(one, two);
            lb.process().kill();
        }
        List<ScriptedBackend> servers = List.of(one, two);
        assertEquals(List.of(1, 1), servers.stream().map(server -> server.probes().size()).toList());

        try (LbProcess lb = start()) {
            long ready = TICKER.nanos();
            Await.until("an answer", LbProcess.PATIENCE, () -> status(lb) == 200);
            Await.until("both servers", LbProcess.PATIENCE, () -> active(lb) == 2);
            long millis = (TICKER.nanos() - ready) / 1_000_000;

            // A second where nothing else runs, as scripts/run-faults.sh measures it; here other tests may.
            assertTrue(millis < 5000, () -> millis + " ms");
            assertEquals(List.of(2, 2), servers.stream().map(server -> server.probes().size()).toList());
            for (ScriptedBackend server : servers) {
                int probed = server.probes().getLast().connection();
                assertTrue(server.received().stream().allMatch(request -> request.connection() > probed));
            }
        }
    }

    @Test
    void aServerThatIsGoneGetsNoTrafficBeforeItAnswersAHealthCheckAgain() {
        try (LbProcess lb = start()) {
            lb.activate(one);
            awaitWritten(one);
            lb.process().kill();
        }
        one.health(Behaviour.answer(503, "not yet"));

        try (LbProcess lb = start()) {
            one.awaitProbes(2);
            assertEquals(503, status(lb));
            one.health(Behaviour.ok("healthy"));
            Await.until("an answer", LbProcess.PATIENCE, () -> status(lb) == 200);
            assertEquals(1, one.received().size());
        }
    }

    @Test
    void whoSaidThatItGoesIsNotBroughtBack() {
        try (LbProcess lb = start()) {
            lb.activate(one);
            lb.activate(two);
            awaitWritten(one, two);
            lb.leave(one);
            Await.until("the file no longer names it", LbProcess.PATIENCE, () -> !isWritten(one));
            lb.process().kill();
        }

        try (LbProcess lb = start()) {
            Await.until("the other server", LbProcess.PATIENCE, () -> active(lb) == 1);
            assertEquals(two.url(), lb.server().text("url").orElseThrow());
        }
        assertEquals(1, one.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"version\":99,\"servers\":[]}", "{\"version\":1,\"servers\":[{\"url\":\"x\"}]}"})
    void aFileThatCannotBeUsedIsSetAsideWithOneLineAndTheBalancerStarts(String content) throws IOException {
        Files.writeString(file(), content);

        try (LbProcess lb = start()) {
            lb.activate(one);
            assertEquals(200, status(lb));
            List<String> lines = lb.process().err().stream().filter(line -> line.contains("set aside")).toList();
            assertEquals(1, lines.size(), lb.process()::toString);
            assertTrue(lines.getFirst().contains(file() + ".damaged-1"), lines::toString);
        }
        assertEquals(content, Files.readString(folder.resolve("state.json.damaged-1")));
        assertTrue(Files.readString(file()).contains(one.url()));
    }

    @Test
    void withoutItsFolderItWorksAndSaysSoOnce() throws IOException {
        Path later = folder.resolve("later");
        try (LbProcess lb = LbProcess.start(Map.of("LB_STATE_FILE", later.resolve("state.json").toString()))) {
            lb.activate(one);
            lb.activate(two);
            assertEquals(200, status(lb));
            lb.process().awaitLine("LB_STATE_FILE .*not written: no such file or folder: " + later, LbProcess.PATIENCE);
            Files.createDirectory(later);

            lb.process().awaitLine("LB_STATE_FILE .*written again", Duration.ofSeconds(20));
            assertEquals(1, lb.process().err().stream().filter(line -> line.contains("not written")).count(),
                    lb.process()::toString);
        }
        assertTrue(Files.readString(later.resolve("state.json")).contains(two.url()));
    }

    @Test
    void anAnnouncementThatWasAnsweredIsOnTheDisk() throws IOException {
        try (LbProcess lb = start()) {
            for (ScriptedBackend server : List.of(one, two)) {
                lb.activate(server);
                assertTrue(Files.readString(file()).contains(server.url()));
            }
            lb.leave(one);
            assertFalse(Files.readString(file()).contains(one.url()));
        }
    }
}
