package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.Harness;
import primelb.client.testing.Results;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonBoolean;
import primelb.core.json.JsonNumber;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonWriter;

class CompareCommandTest {
    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void client() throws IOException {
        client = new Harness(folder);
        Files.createDirectories(folder.resolve("before"));
        Files.createDirectories(folder.resolve("after"));
        for (int run = 0; run < 4; run++) {
            store("before/" + run + ".json", run(1_000 + run));
            store("after/" + run + ".json", run(2_000 + run));
        }
    }

    @Test
    void fourRunsASideThatAreFullyApartAreWorseOrBetter() {
        assertEquals(0, client.run("compare", "before", "after"), client::err);
        String out = client.out();
        assertTrue(out.startsWith("A: before (4 runs)\nB: after (4 runs)\nGET http://127.0.0.1:8080/prime/524287, "), out);
        assertTrue(out.matches("(?s).*throughput +\\S+ req/s +\\S+ req/s +-50.0 % +-50.* .. -4\\S+ % +0.029 +worse\n.*"),
                out);
        assertTrue(out.matches("(?s).*failed +0 +0 +\\+0 +\\+0 .. \\+0 +1.000 +not shown\n.*"), out);
        assertTrue(out.contains("The run is the sample."), out);
        var back = new Harness(folder);
        assertEquals(0, back.run("compare", "after", "before"));
        assertTrue(back.out().matches("(?s).*throughput .*better\n.*"), back.out());
    }

    @Test
    void fewerRunsConcludeNothing() {
        assertEquals(0, client.run("compare", "before/0.json", "after/0.json", "--fail-if-worse"), client::err);
        assertTrue(client.out().contains("not enough runs: 1 against 1"), client.out());
        assertTrue(client.out().matches("(?s).*throughput +\\S+ req/s +\\S+ req/s +-\\S+ % +- +- +not enough runs\n.*"),
                client.out());
    }

    @Test
    void sidesOfManyFilesAreDividedByAWord() {
        assertEquals(1, client.run("compare", "--fail-if-worse", "before/0.json", "before/1.json", "before/2.json",
                "before/3.json", "vs", "after"), client::err);
        assertTrue(client.out().contains("A: before/0.json before/1.json"), client.out());
    }

    @Test
    void jsonHasEveryComparisonWithTheFirst() {
        assertEquals(0, client.run("compare", "--json", "before", "after", copy("before/0.json", "third.json")), client::err);
        JsonObject json = Harness.json(client.out());
        assertEquals(2, json.array("comparisons").orElseThrow().values().size());
        JsonObject first = (JsonObject) json.array("comparisons").orElseThrow().values().getFirst();
        assertTrue(first.bool("conclusive").orElseThrow());
        assertTrue(first.bool("worse").orElseThrow());
    }

    @Test
    void whatIsNotComparableIsRefusedWithTheReason() throws IOException {
        JsonObject run = run(1_000);
        refused(Results.with(run, "plan.url", new JsonString("http://127.0.0.1:8080/prime/7")),
                "the work is GET /prime/524287 in 0.json and GET /prime/7 in other.json");
        refused(Results.with(run, "plan.clients", JsonNumber.of(7)), "the number of clients is 3 in 0.json and 7");
        refused(Results.with(run, "plan.stop.requests", JsonNumber.of(99)), "the size is 10 requests each in 0.json");
        refused(Results.with(run, "plan.loop", new JsonString("open loop")), "the loop is closed loop in 0.json");
        refused(Results.with(run, "interrupted", new JsonBoolean(true)), "other.json is a part of a result");
        refused(Results.phases(Results.recording(60, 600, "server1")), "the command is run in 0.json and phases");
        assertEquals(2, client.run("compare", "before/0.json", "before/0.json"));
        assertTrue(client.err().contains("before/0.json is given twice"), client.err());
        assertEquals(2, client.run("compare", "before"));
        assertTrue(client.err().contains("two sides are needed"), client.err());
        assertEquals(2, client.run("compare", "before", "vs"));
    }

    @Test
    void anotherHostIsComparableAndAnotherMachineIsNamed() throws IOException {
        store("other.json", Results.with(Results.with(run(1_000), "plan.url",
                new JsonString("http://10.0.0.7:9000/prime/524287")), "environment.processor", new JsonString("Another")));
        assertEquals(0, client.run("compare", "before/0.json", "other.json"), client::err);
        assertTrue(client.out().contains("differs  processor: A processor against Another"), client.out());
    }

    @Test
    void whatAFileHoldsDoesNotReachTheTerminalAsItIs() throws IOException {
        refused(Results.with(run(1_000), "plan.method", new JsonString("\u001b[2J")), "and ?[2J /prime/524287");
        store("other.json", Results.with(run(1_000), "schema", new JsonString("\u001b[2J")));
        assertEquals(2, client.run("report", "other.json"));
        assertTrue(client.err().contains("got '?[2J'"), client.err());
    }

    @Test
    void everyRepetitionIsARun() throws IOException {
        JsonObject phases = Results.phases(Results.recording(60, 600, "server1", "server2"),
                Results.recording(60, 1200, "server1"), Results.recording(60, 600, "server1", "server2"));
        JsonObject one = (JsonObject) phases.array("repetitions").orElseThrow().values().getFirst();
        JsonObject four = Results.with(phases, "repetitions", new JsonArray(Collections.nCopies(4, one)));
        store("a.json", four);
        store("b.json", four);
        assertEquals(0, client.run("compare", "a.json", "b.json"), client::err);
        assertTrue(client.out().startsWith("A: a.json (4 runs)\nB: b.json (4 runs)\n"), client.out());
        assertTrue(client.out().matches("(?s).*speedup +2.00 +2.00 +\\+0.0 % .*1.000 +not shown\n.*"), client.out());
        assertFalse(client.out().contains("worse"), client.out());
    }

    private void refused(JsonObject other, String reason) throws IOException {
        store("other.json", other);
        var fresh = new Harness(folder);
        assertEquals(2, fresh.run("compare", "before/0.json", "other.json"));
        assertTrue(fresh.err().contains(reason), fresh.err());
        assertEquals("", fresh.out());
    }

    private static JsonObject run(long wallMillis) {
        return Results.run(Results.recording(60, wallMillis, "server1"));
    }

    private String copy(String from, String to) {
        try {
            Files.copy(folder.resolve(from), folder.resolve(to));
            return to;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void store(String name, JsonObject json) throws IOException {
        Files.writeString(folder.resolve(name), JsonWriter.pretty(json));
    }
}
