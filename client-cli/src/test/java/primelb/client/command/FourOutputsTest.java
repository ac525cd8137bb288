package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.Document;
import primelb.client.testing.FakeSystem;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.client.testing.Reply;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;

/** Rule 20: terminal, JSON, CSV and HTML come from one result, so each is read and set against the others. */
@Timeout(120)
class FourOutputsTest {
    private static final String TOO_FEW = " (too few)";

    @TempDir
    private Path folder;

    @Test
    void ofPhasesTheTerminalAndThePageHaveTheSameRowsAndTheFilesTheSameCounts() throws Exception {
        var client = new Harness(folder);
        try (var system = new FakeSystem(folder)) {
            assertEquals(0, client.run(system.phases("-c", "4", "-r", "30", "--warmup", "5", "--server-cpus", "0.5",
                    "-o", "r.json", "--csv", "r.csv", "--html", "r.html")), client::err);
        }
        List<List<String>> table = Document.of(Files.readString(folder.resolve("r.html"))).table();
        List<JsonObject> phases = objects(Harness.json(Files.readString(folder.resolve("r.json"))), "phases");
        List<String> csv = Files.readAllLines(folder.resolve("r.csv"));
        assertEquals(List.of("", "phase 1: both up", "phase 2: server2 stopped", "phase 3: both up"), table.getFirst());
        for (String row : List.of("warm-up (not counted)", "requests ok", "requests failed", "wall time", "throughput",
                "p50", "p90", "p99", "max", "share of server1", "share of server2", "speedup", "ideal speedup",
                "client cpu", "client sent", "balancer counted", "servers counted")) {
            assertEquals(printed(client.out(), row), cells(table, row), row);
        }
        for (int phase = 0; phase < 3; phase++) {
            JsonObject result = phases.get(phase).object("result").orElseThrow();
            assertEquals(String.valueOf(result.integer("ok").orElseThrow()), cells(table, "requests ok").get(phase));
            String number = String.valueOf(phase + 1);
            assertEquals(result.integer("ok").orElseThrow(), csv.stream().map(line -> line.split(",", -1))
                    .filter(line -> line[0].equals(number) && line[7].equals("ok")).count());
            long wall = result.integer("wallMicros").orElseThrow();
            assertEquals(wall, csv.stream().map(line -> line.split(",", -1)).filter(line -> line[0].equals(number))
                    .mapToLong(line -> Long.parseLong(line[4])).max().orElseThrow());
        }
    }

    @Test
    void ofARunWithFailuresAllFourSayTheSame() throws Exception {
        var client = new Harness(folder);
        try (var server = FixtureServer.start((number, _) -> number % 10 == 0 ? new Reply.Drop()
                : Reply.prime("524287", true, number % 3 == 0 ? "server2" : "server1"))) {
            assertEquals(1, client.run("run", "-c", "4", "-r", "50", "-o", "r.json", "--csv", "r.csv", "--html", "r.html",
                    server.url("/prime/524287").toString()));
        }
        List<List<String>> table = Document.of(Files.readString(folder.resolve("r.html"))).table();
        JsonObject result = Harness.json(Files.readString(folder.resolve("r.json"))).object("result").orElseThrow();
        List<String> csv = Files.readAllLines(folder.resolve("r.csv"));
        Matcher text = Pattern.compile("Result +(\\d+) ok +(\\d+) failed +in (.+?) {3}(.+? req/s)").matcher(client.out());
        assertTrue(text.find(), client.out());
        assertEquals(List.of("180"), cells(table, "requests ok"));
        assertEquals("180", text.group(1));
        assertEquals(180, result.integer("ok").orElseThrow());
        assertEquals(180, csv.stream().filter(line -> line.contains(",ok,")).count());
        assertEquals(List.of("20"), cells(table, "requests failed"));
        assertEquals("20", text.group(2));
        assertEquals(20, csv.stream().filter(line -> line.contains(",closed-without-answer,")).count());
        assertEquals(text.group(3), cells(table, "wall time").getFirst());
        assertEquals(text.group(4), cells(table, "throughput").getFirst());
        for (String quantile : List.of("p50", "p90", "p99", "max")) {
            Matcher value = Pattern.compile("Latency.*?\\b" + quantile + " (~?\\S+ \\w+)", Pattern.DOTALL)
                    .matcher(client.out());
            assertTrue(value.find(), client.out());
            assertEquals(value.group(1), cells(table, quantile).getFirst(), quantile);
        }
        String share = cells(table, "share of server2").getFirst();
        assertTrue(client.out().contains(share), share + " in " + client.out());
    }

    @Test
    void ofARunOverTwoBalancersAllFourSayHowManyMoved() throws Exception {
        var client = new Harness(folder);
        try (var dropping = FixtureServer.start((number, _) -> number % 5 == 0 ? new Reply.Drop()
                : Reply.prime("524287", true, "server1")); var other = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-c", "4", "-r", "50", "-v", "-o", "r.json", "--csv", "r.csv", "--html",
                    "r.html", dropping.url("/prime/524287").toString(), other.url("").toString()), client::err);
            assertEquals(202, dropping.requests() + other.requests());
        }
        List<List<String>> table = Document.of(Files.readString(folder.resolve("r.html"))).table();
        JsonObject json = Harness.json(Files.readString(folder.resolve("r.json")));
        JsonObject result = json.object("result").orElseThrow();
        Matcher text = Pattern.compile("Moved +(\\d+) to another balancer, +(\\d+) of these sent again").matcher(client.out());
        assertTrue(text.find(), client.out());
        List<String[]> csv = Files.readAllLines(folder.resolve("r.csv")).stream().skip(1).map(line -> line.split(",", -1))
                .toList();
        // Each of the two clients that begin there has gone when it met a drop.
        assertEquals(List.of("2", "2"), List.of(text.group(1), text.group(2)));
        assertEquals(List.of("2"), cells(table, "moved to another balancer"));
        assertEquals(List.of("2"), cells(table, "sent again"));
        assertEquals(List.of(2L, 2L), List.of(result.integer("moved").orElseThrow(), result.integer("sentAgain").orElseThrow()));
        assertEquals(2, csv.stream().filter(line -> line[9].equals("1") && line[10].equals("1")).count());
        assertEquals(200, result.integer("ok").orElseThrow());
        JsonObject plan = json.object("plan").orElseThrow();
        String second = ((JsonString) plan.array("otherUrls").orElseThrow().values().getFirst()).value();
        assertTrue(client.out().contains("GET " + plan.text("url").orElseThrow() + " " + second), client.out());
        String page = Document.of(Files.readString(folder.resolve("r.html"))).text();
        assertTrue(page.contains(second) && page.contains("sent 2 requests a second time"), page);
    }

    @Test
    void ofAnOpenLoopTheRatesAndServiceTimesAreTheSameToo() throws Exception {
        var client = new Harness(folder);
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-c", "4", "-n", "100", "--rate", "400", "-v", "-o", "r.json", "--html",
                    "r.html", server.url("/prime/524287").toString()), client::err);
        }
        List<List<String>> table = Document.of(Files.readString(folder.resolve("r.html"))).table();
        for (String rate : List.of("offered", "sent", "completed")) {
            String cell = cells(table, rate).getFirst().replace(TOO_FEW, "");
            assertTrue(client.out().contains(rate + " " + cell), client.out());
        }
        // A busy machine may send less than was offered; then both say so.
        assertEquals(client.out().contains("of it was sent"), cells(table, "sent").getFirst().endsWith(TOO_FEW));
        assertTrue(client.out().matches("(?s).*Service .*p90 \\Q" + cells(table, "service p90").getFirst() + "\\E.*"),
                client.out());
        assertTrue(Document.of(Files.readString(folder.resolve("r.html"))).text().contains("open loop"));
    }

    @Test
    void thePageOfAMeasurementIsThatOfItsFile() throws Exception {
        var client = new Harness(folder);
        try (var system = new FakeSystem(folder)) {
            assertEquals(0, client.run(system.phases("-c", "4", "-r", "10", "-o", "r.json", "--html", "direct.html")));
        }
        assertEquals(0, client.run("report", "--html", "later.html", "r.json"), client::err);
        assertEquals(Files.readString(folder.resolve("direct.html")), Files.readString(folder.resolve("later.html")));
    }

    /** The cells of a row of the terminal's table, which stand at least two spaces apart. */
    private static List<String> printed(String out, String row) {
        String line = out.lines().filter(each -> each.startsWith(row + "  ")).findFirst()
                .orElseThrow(() -> new AssertionError("no row " + row + " in " + out));
        return List.of(line.substring(row.length()).strip().split(" {2,}"));
    }

    private static List<String> cells(List<List<String>> table, String row) {
        return table.stream().filter(cells -> cells.getFirst().equals(row)).findFirst()
                .map(cells -> cells.subList(1, cells.size()))
                .orElseThrow(() -> new AssertionError("no row " + row + " in " + table));
    }

    private static List<JsonObject> objects(JsonObject json, String name) {
        return new ArrayList<>(json.array(name).orElseThrow().values()).stream().map(JsonObject.class::cast).toList();
    }
}
