package primelb.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.client.testing.FakeSystem;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.client.testing.Reply;
import primelb.core.json.JsonObject;
import primelb.core.testing.Await;
import primelb.core.testing.ChildProcess;

/** The program as it is delivered: the jar, in a process of its own. */
@Timeout(120)
class ClientCliIT {
    private static final Duration AMPLE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void fiftyTimesTenAreFiveHundredAndExitZero() {
        try (var server = FixtureServer.truthful(); var client = client("run", "-o", file(), url(server))) {
            assertEquals(0, client.awaitExit(AMPLE), client::toString);
            assertEquals(500, server.requests());
            assertTrue(client.out().getFirst().startsWith("50 clients x 10 requests = 500"), client::toString);
            assertTrue(client.out().getLast().startsWith("PASS  failed==0"), client::toString);
            assertEquals(List.of(), client.err());
        }
    }

    @Test
    void aFailedThresholdIsExitOne() {
        try (var server = FixtureServer.start((_, _) -> new Reply.Drop());
                var client = client("run", "-n", "4", "-o", file(), url(server))) {
            assertEquals(1, client.awaitExit(AMPLE), client::toString);
            assertTrue(client.toString().contains("4 closed-without-answer"), client::toString);
            assertEquals(4, server.requests());
        }
    }

    @ParameterizedTest
    @CsvSource({"2,run", "2,run -c 0 http://127.0.0.1:1/", "2,report", "3,run http://127.0.0.1:1/", "0,--help",
        "0,run --help", "0,phases --help", "0,servers --help", "0,--version",
        "3,servers --admin http://127.0.0.1:1"})
    void otherEndsHaveTheirOwnCodes(int code, String line) {
        try (var client = client(line.split(" "))) {
            assertEquals(code, client.awaitExit(AMPLE), client::toString);
        }
    }

    @Test
    void jsonOnStdoutIsOneDocumentWhateverTheLocale() {
        try (var server = FixtureServer.truthful(); var client = ChildProcess.startJar(ChildProcess.jarOf("client-cli"),
                Map.of("LC_ALL", "POSIX", "CI", "true"), "run", "-n", "20", "--json", "--progress", "lines",
                url(server))) {
            assertEquals(0, client.awaitExit(AMPLE), client::toString);
            JsonObject json = Harness.json(String.join("\n", client.out()));
            assertEquals(20, json.object("result").orElseThrow().integer("ok").orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    void aSignalLeavesAPartOfAResult(String signal, int code) throws Exception {
        try (var server = FixtureServer.start((number, _) -> number > 40 ? new Reply.StallBody()
                : Reply.prime("524287", true, "server1"));
                var client = client("run", "-c", "4", "-n", "400", "-o", file(), url(server))) {
            Await.until("four requests hang", AMPLE, () -> server.requests() == 44);
            client.signal(signal);
            assertEquals(code, client.awaitExit(AMPLE), client::toString);
            JsonObject json = Harness.json(Files.readString(Path.of(file())));
            assertTrue(json.bool("interrupted").orElseThrow());
            JsonObject result = json.object("result").orElseThrow();
            assertEquals(40, result.integer("sent").orElseThrow());
            assertEquals(4, result.integer("abandoned").orElseThrow());
        }
    }

    @Test
    void aSignalInPhaseTwoStartsTheStoppedServerAgain() throws Exception {
        try (var system = new FakeSystem(folder)) {
            try (var client = client(system.phases("-c", "2", "-d", "1s", "-o", file()))) {
                Await.until("phase 2 runs", AMPLE, () -> system.toldActiveAtRequest().contains(false));
                assertFalse(system.isUp());
                client.signal("INT");
                assertEquals(130, client.awaitExit(AMPLE), client::toString);
            }
            assertTrue(system.isUp());
            JsonObject json = Harness.json(Files.readString(Path.of(file())));
            assertTrue(json.bool("interrupted").orElseThrow());
            assertEquals(2, json.array("phases").orElseThrow().values().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"stop,stop,start", "kill,kill,start", "pause,pause,unpause"})
    void aContainerIsStoppedAndStartedByDockerAndItsCpuLimitRead(String fault, String stop, String start)
            throws Exception {
        Path docker = Files.createDirectory(folder.resolve("bin")).resolve("docker");
        try (var system = new FakeSystem(folder)) {
            Files.writeString(docker, """
                    #!/bin/sh
                    echo "$*" >>'%1$s/docker.log'
                    case $1 in
                      inspect) echo '400000000 0 0' ;;
                      stop | kill | pause) rm '%1$s/server2-is-up' ;;
                      *) touch '%1$s/server2-is-up' ;;
                    esac
                    """.formatted(folder));
            Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwx------"));
            try (var client = ChildProcess.startJar(ChildProcess.jarOf("client-cli"),
                    Map.of("PATH", docker.getParent() + ":" + System.getenv("PATH")),
                    system.phasesOf("pool_server2_1", "-c", "2", "-r", "5", "--fault", fault, "-o", file()))) {
                assertEquals(0, client.awaitExit(AMPLE), client::toString);
                assertTrue(client.toString().contains("0.4 cpu each (the limit of pool_server2_1)"), client::toString);
            }
        }
        List<String> calls = Files.readAllLines(folder.resolve("docker.log"));
        assertTrue(calls.getFirst().startsWith("inspect "), calls::toString);
        assertEquals(List.of(stop + " pool_server2_1", start + " pool_server2_1"), calls.subList(1, calls.size()));
    }

    @Test
    void withoutAnEngineNothingIsMeasuredAndTheReasonIsTold() {
        try (var system = new FakeSystem(folder); var client = ChildProcess.startJar(ChildProcess.jarOf("client-cli"),
                Map.of("PATH", folder.toString()), system.phasesOf("server2"))) {
            assertEquals(3, client.awaitExit(AMPLE), client::toString);
            assertTrue(client.err().getFirst().startsWith("error: the container cannot be inspected: 'docker inspect"),
                    client::toString);
        }
    }

    private String file() {
        return folder.resolve("result.json").toString();
    }

    private static ChildProcess client(String... args) {
        return ChildProcess.startJar(ChildProcess.jarOf("client-cli"), Map.of(), args);
    }

    private static String url(FixtureServer server) {
        return server.url("/prime/524287").toString();
    }
}
