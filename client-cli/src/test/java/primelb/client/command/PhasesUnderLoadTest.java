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

/** The fault while one load goes on, and several experiments in a row, against a pretended system. */
@Timeout(60)
class PhasesUnderLoadTest {
    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void client() {
        client = new Harness(folder);
    }

    @Test
    void theFaultHappensWhileOneLoadGoesOnAndItsPartsAreThePhases() throws Exception {
        try (var system = new FakeSystem(folder)) {
            assertEquals(0, client.run(system.phases("--under-load", "-c", "4", "-n", "300", "--rate", "200/s", "-o",
                    "r.json", "--csv", "r.csv")), client::err);
            assertEquals(5, system.trafficConnections(), "one to look, and four for the one load");
            assertTrue(system.isUp());
        }
        String out = client.out();
        assertTrue(out.startsWith("Fault under one load of 4 clients, 300 requests   open loop at 200.0 req/s\nkeep-alive   HTTP/1.1\n"), out);
        assertTrue(out.matches("(?s).*\n +both up +server2 stopped +both up\n.*"), out);
        assertTrue(out.contains("\nWhole run  300 ok   0 failed   in "), out);
        assertTrue(out.contains("\nCounted    client sent 300   balancer 300   servers 300\n"), out);
        assertTrue(out.contains("client sent = balancer counted = servers counted,\n           over the whole run"), out);
        assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
        JsonObject json = Harness.json(Files.readString(folder.resolve("r.json")));
        assertEquals(300, json.object("whole").orElseThrow().object("result").orElseThrow().integer("sent").orElseThrow());
        List<JsonObject> phases = objects(json, "phases");
        assertEquals(3, phases.size());
        assertEquals(300, phases.stream().mapToLong(PhasesUnderLoadTest::sent).sum());
        assertTrue(phases.stream().allMatch(phase -> sent(phase) > 20), out);
        List<JsonObject> transitions = objects(json, "transitions");
        for (int at = 0; at < 2; at++) {
            assertEquals(transitions.get(at).integer("issuedMicros"), phases.get(at + 1).integer("releasedMicros"));
        }
        assertEquals(301, Files.readAllLines(folder.resolve("r.csv")).size());
    }

    @Test
    void anInterruptionAfterTheStopLeavesAPartOfAResultAndARunningServer() throws Exception {
        try (var system = new FakeSystem(folder)) {
            // One to look at first; a third of the rest before the stop.
            system.atRequest(160, client.cancellation()::request);
            assertEquals(130, client.run(system.phases("--under-load", "-c", "4", "-n", "300", "--rate", "200/s", "-o",
                    "r.json")));
            assertTrue(system.isUp());
        }
        JsonObject json = Harness.json(Files.readString(folder.resolve("r.json")));
        assertTrue(json.bool("interrupted").orElseThrow());
        assertFalse(json.bool("pass").orElseThrow());
        long sent = json.object("whole").orElseThrow().object("result").orElseThrow().integer("sent").orElseThrow();
        assertTrue(sent >= 150 && sent < 300, json::toString);
    }

    @Test
    void aStopThatFailsUnderLoadIsExitFourAndTheWholeLoadIsTold() {
        try (var system = new FakeSystem(folder)) {
            assertEquals(4, client.run(system.phases("--under-load", "-c", "2", "-n", "60", "--rate", "200/s",
                    "--stop-cmd", "echo not today; exit 9")));
            assertEquals("error: 'echo not today; exit 9' ended with status 9: not today\n", client.err());
            assertTrue(client.out().contains("\nWhole run  60 ok   0 failed"), client.out());
            assertTrue(system.isUp());
        }
    }

    @Test
    void everyRepetitionIsARunAndHasARow() throws Exception {
        try (var system = new FakeSystem(folder)) {
            assertEquals(0, client.run(system.phases("--repeat", "3", "-c", "2", "-r", "5", "-o", "r.json", "--csv",
                    "r.csv")), client::err);
            assertEquals(3 * 31, system.toldActiveAtRequest().size(), "each: one to look, and three times ten");
        }
        String out = client.out();
        assertTrue(out.matches("(?s).*\nrepetition +failed +phase 1 req/s .*\n1 +0 .*\n2 +0 .*\n3 +0 .*\nleast .*"
                + "\nmedian .*\nmost .*"), out);
        assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
        JsonObject json = Harness.json(Files.readString(folder.resolve("r.json")));
        List<JsonObject> repetitions = objects(json, "repetitions");
        assertEquals(3, repetitions.size());
        for (JsonObject repetition : repetitions) {
            assertTrue(repetition.bool("complete").orElseThrow());
            assertEquals(3, objects(repetition, "phases").size());
        }
        assertTrue(json.object("whole").isEmpty(), "each phase is a run of its own");
        List<String> csv = Files.readAllLines(folder.resolve("r.csv"));
        assertEquals(91, csv.size());
        assertTrue(csv.get(1).startsWith("1.1,") && csv.getLast().startsWith("3.3,"), csv.getLast());
    }

    @Test
    void aRepetitionThatCannotBeginEndsItWithWhatThereIs() throws Exception {
        try (var system = new FakeSystem(folder)) {
            // The first experiment needs 1 + 3 x 10 requests; then somebody else stops the server.
            system.atRequest(31, system::end);
            assertEquals(3, client.run(system.phases("--repeat", "3", "-c", "2", "-r", "5", "-o", "r.json")));
            assertTrue(client.err().contains("server2 is inactive"), client.err());
        }
        assertEquals(1, objects(Harness.json(Files.readString(folder.resolve("r.json"))), "repetitions").size());
    }

    @Test
    void aConditionMustHoldInEveryRepetition() {
        try (var system = new FakeSystem(folder)) {
            assertEquals(1, client.run(system.phases("--repeat", "2", "-c", "2", "-r", "5", "--threshold", "rps<0.1")));
            assertTrue(client.out().contains("FAIL  rps<0.1  (measured: repetition 1, phase 1: "), client.out());
        }
    }

    private static long sent(JsonObject phase) {
        return phase.object("result").orElseThrow().integer("sent").orElseThrow();
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        return json.array(name).orElseThrow().values().stream().map(JsonObject.class::cast).toList();
    }
}
