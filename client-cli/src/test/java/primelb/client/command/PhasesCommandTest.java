package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.FakeSystem;
import primelb.client.testing.Harness;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonValue;

/** The whole experiment against a pretended system. */
@Timeout(60)
class PhasesCommandTest {
    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void client() {
        client = new Harness(folder);
    }

    @Test
    void eachPhaseRunsOnlyWhileTheBalancerSaysWhatItIsAboutAndHasItsOwnConnections() {
        try (var system = new FakeSystem(folder)) {
            assertEquals(0, client.run(system.phases("-c", "4", "-r", "5")), client::err);
            List<Boolean> told = system.toldActiveAtRequest();
            assertEquals(61, told.size(), "one to look, and three times twenty");
            assertTrue(told.subList(0, 21).stream().allMatch(active -> active));
            assertTrue(told.subList(21, 41).stream().noneMatch(active -> active));
            assertTrue(told.subList(41, 61).stream().allMatch(active -> active));
            assertEquals(13, system.trafficConnections(), "one to look, and three times four");
            assertTrue(system.isUp());
        }
    }

    @Test
    void theTableHasAColumnAPhaseAndTheProofsBelow() {
        try (var system = new FakeSystem(folder)) {
            assertEquals(0, client.run(system.phases("-c2", "-r", "20", "--server-cpus", "0.5")), client::err);
            String out = client.out();
            assertTrue(out.startsWith("3 phases of 2 clients x 20 requests = 40   closed loop   keep-alive"), out);
            assertTrue(out.matches("(?s).*\n +phase 1 +phase 2 +phase 3\n +both up +server2 stopped +both up\n.*"), out);
            assertTrue(out.matches("(?s).*requests ok +40 +40 +40\n.*"), out);
            assertTrue(out.matches("(?s).*share of server2 +50.0 % +0.0 % +50.0 %\n.*"), out);
            assertTrue(out.matches("(?s).*ideal speedup +2.00 +1.00 +2.00\n.*"), out);
            assertTrue(out.matches("(?s).*servers counted +40 +40 +40\n.*"), out);
            assertTrue(out.contains("Ideal      2.00: 2 servers against 1, 0.5 cpu each (--server-cpus)"), out);
            assertTrue(out.matches("(?s).*Stop +returned after .* balancer noticed .* after it was issued.*"), out);
            assertTrue(out.matches("(?s).*before the stop +yes +2026-11-22T07:03:31.5Z\n.*"), out);
            assertTrue(out.matches("(?s).*when it noticed the stop +no .*"), out);
            assertTrue(out.matches("(?s).*when it noticed the start +yes .*"), out);
            assertTrue(out.contains("Counts     agree: client sent = balancer counted = servers counted,"), out);
            assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
        }
    }

    @Test
    void theStoredResultHasEveryPhaseAndTransition() throws Exception {
        try (var system = new FakeSystem(folder)) {
            assertEquals(0, client.run(system.phases("-c", "2", "-r", "5", "--warmup", "3", "-o", "result.json")));
            JsonObject json = Harness.json(Files.readString(folder.resolve("result.json")));
            assertEquals("primelb.phases/1", json.text("schema").orElseThrow());
            assertEquals(3, objects(json, "phases").size());
            for (JsonObject phase : objects(json, "phases")) {
                assertEquals(10, phase.object("result").orElseThrow().integer("sent").orElseThrow());
                assertEquals(3, phase.object("warmup").orElseThrow().integer("sent").orElseThrow());
                assertTrue(phase.object("counts").orElseThrow().bool("proven").orElseThrow());
            }
            List<JsonObject> transitions = objects(json, "transitions");
            assertEquals(List.of("stop", "start"),
                    transitions.stream().map(transition -> transition.text("kind").orElseThrow()).toList());
            assertTrue(transitions.getFirst().integer("noticedMicros").orElseThrow() > 0);
            assertTrue(transitions.getFirst().integer("issuedMicros").orElseThrow()
                    < objects(json, "phases").get(1).integer("releasedMicros").orElseThrow());
            assertTrue(json.bool("pass").orElseThrow());
        }
    }

    @Test
    void anInterruptionInPhaseTwoLeavesAPartOfAResultAndARunningServer() throws Exception {
        try (var system = new FakeSystem(folder)) {
            system.atRequest(26, client.cancellation()::request);
            assertEquals(130, client.run(system.phases("-c", "2", "-r", "10", "-o", "result.json")));
            JsonObject json = Harness.json(Files.readString(folder.resolve("result.json")));
            assertTrue(json.bool("interrupted").orElseThrow());
            assertFalse(json.bool("pass").orElseThrow());
            assertEquals(2, objects(json, "phases").size());
            assertTrue(system.isUp());
            assertTrue(client.out().contains("INTERRUPTED"), client.out());
        }
    }

    @Test
    void aStopThatFailsIsExitFour() {
        try (var system = new FakeSystem(folder)) {
            assertEquals(4, client.run(system.phases("-c", "2", "-r", "2", "--stop-cmd", "echo not today; exit 9")));
            assertEquals("error: 'echo not today; exit 9' ended with status 9: not today\n", client.err());
            assertTrue(client.out().contains("NOT COMPLETED"), client.out());
            assertTrue(system.isUp());
        }
    }

    @Test
    void aBalancerThatDoesNotNoticeIsExitFourAndTheServerIsStartedAgain() {
        try (var system = new FakeSystem(folder)) {
            Path started = folder.resolve("started");
            assertEquals(4, client.run(system.phases("-c", "2", "-r", "2", "--notice-timeout", "1s",
                    "--stop-cmd", "true", "--start-cmd", "touch " + started)));
            assertTrue(client.err().contains("after 1s the balancer still says that server2 is active"), client.err());
            assertTrue(Files.exists(started));
        }
    }

    @Test
    void aServerThatCannotBeStartedAgainIsTold() {
        try (var system = new FakeSystem(folder)) {
            assertEquals(4, client.run(system.phases("-c", "2", "-r", "2", "--start-cmd", "exit 3")));
            assertTrue(client.err().contains("server2 could not be started again"), client.err());
        }
    }

    @Test
    void thePreflightSaysWhatIsMissing() {
        try (var system = new FakeSystem(folder)) {
            assertEquals(3, client.run(system.phases("--server", "server7")));
            assertTrue(client.err().contains("the balancer knows no server 'server7', it knows: server1, server2"),
                    client.err());
            assertEquals(3, client.run(system.phases("--admin", "http://127.0.0.1:1")));
            assertTrue(client.err().contains("the balancer's admin port does not answer"), client.err());
            assertEquals(3, client.run(system.phases("--expect-body", "something else")));
            assertTrue(client.err().contains("does not answer as expected: wrong-body"), client.err());
            assertTrue(system.isUp());
        }
    }

    @Test
    void aFailedThresholdIsExitOneAndNamesThePhase() {
        try (var system = new FakeSystem(folder)) {
            assertEquals(1, client.run(system.phases("-c", "2", "-r", "10", "--threshold", "share(server2)>=60%")));
            assertTrue(client.out().contains("PASS  failed==0\nFAIL  share(server2)>=60%  (measured: phase 1: 50.0 %)"),
                    client.out());
        }
    }

    @Test
    void whichServerIsStoppedMustBeSaidOnce() {
        assertEquals(2, client.run("phases", "http://127.0.0.1:1/"));
        assertTrue(client.err().contains("which server is stopped must be said"), client.err());
        assertEquals(2, client.run("phases", "--stop-cmd", "true", "http://127.0.0.1:1/"));
        assertTrue(client.err().contains("--stop-cmd and --start-cmd belong together"), client.err());
        assertEquals(2, client.run("phases", "--container", "a", "--stop-cmd", "true", "--start-cmd", "true",
                "http://127.0.0.1:1/"));
        assertTrue(client.err().contains("--container and --stop-cmd exclude each other"), client.err());
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        List<JsonValue> values = json.array(name).orElseThrow().values();
        return values.stream().map(JsonObject.class::cast).toList();
    }
}
