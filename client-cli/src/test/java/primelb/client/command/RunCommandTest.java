package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.client.testing.Reply;
import primelb.core.json.JsonObject;

@Timeout(60)
class RunCommandTest {
    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void client() {
        client = new Harness(folder);
    }

    @Test
    void printsOneLineAThingAndLeavesTheResultInAFile() {
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", url(server)), client::err);
            String out = client.out();
            assertTrue(out.startsWith("50 clients x 10 requests = 500   closed loop   keep-alive   HTTP/1.1\n"), out);
            assertTrue(out.contains("\nResult     500 ok   0 failed   in "), out);
            assertTrue(out.contains("\nLatency    min "), out);
            assertTrue(out.contains("  p99 ~"), out);
            assertTrue(out.contains("\nServers    server1  500  100.0 %  p50 "), out);
            assertTrue(out.contains("\nClient     cpu "), out);
            assertTrue(out.matches("(?s).*\nPASS  failed==0 +results: run-20261122-070331.json\n"), out);
            assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
            assertEquals(500, server.requests());
            assertEquals("", client.err());
        }
    }

    @Test
    void anOpenLoopPrintsWhatWasOfferedSentAndCompletedAndServiceBesideResponseTimes() {
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-c", "20", "-n", "100", "--rate", "500/s", url(server)), client::err);
            String out = client.out();
            assertTrue(out.startsWith("20 clients, 100 requests   open loop at 500.0 req/s   keep-alive"), out);
            assertTrue(Pattern.compile("\nRates      offered 500\\.0 req/s   sent [\\d.]+ req/s   completed ").matcher(out)
                    .find(), out);
            assertTrue(out.contains("\nService    min "), out);
            assertEquals(100, server.requests());
        }
    }

    @Test
    void anOpenLoopWithAQuotaForEachClientIsSentByWhoeverIsFree() {
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-c", "3", "-r", "4", "--rate", "1000", url(server)), client::err);
            assertTrue(client.out().startsWith("3 clients, 12 requests   open loop"), client.out());
            assertEquals(12, server.requests());
        }
    }

    @Test
    void anOpenLoopThatCouldNotSendWhatItOfferedSaysSo() throws Exception {
        try (var server = FixtureServer.start((_, _) -> new Reply.StallBody())) {
            assertEquals(0, client.run("run", "-c", "1", "-d", "500ms", "--rate", "100/s", "-t", "600ms", "--threshold",
                    "failed<=1", "-o", "r.json", url(server)), client::err);
            assertTrue(client.out().contains("-> only 2.0 % of it was sent"), client.out());
            JsonObject rates = Harness.json(Files.readString(folder.resolve("r.json"))).object("result").orElseThrow()
                    .object("rates").orElseThrow();
            assertEquals(100.0, rates.number("offered").orElseThrow());
            assertEquals(Optional.of(false), rates.bool("keptUp"));
            assertEquals(1, server.requests());
        }
    }

    @Test
    void aRateIsReadWithItsUnitOrRefused() {
        assertEquals(2, client.run("run", "--rate", "0/s", "http://127.0.0.1:1/"));
        assertTrue(client.err().contains("error: --rate must be a rate 0.01/s..1000000/s, such as 100/s or 30/m, got"
                + " '0/s' (try: --rate 100/s)"), client.err());
    }

    @Test
    void terminalJsonAndCsvSayTheSame() throws Exception {
        try (var server = FixtureServer.start((number, _) -> number % 10 == 0 ? new Reply.Answer(503, "", "server2")
                : Reply.prime("524287", true, number % 3 == 0 ? "server2" : "server1"))) {
            assertEquals(1, client.run("run", "-c", "4", "-r", "25", "-o", "r.json", "--csv", "r.csv", url(server)));
        }
        JsonObject result = Harness.json(Files.readString(folder.resolve("r.json"))).object("result").orElseThrow();
        List<String> csv = Files.readAllLines(folder.resolve("r.csv"));
        Matcher text = Pattern.compile("Result +(\\d+) ok +(\\d+) failed").matcher(client.out());
        assertTrue(text.find(), client.out());
        for (int ok : new int[] {Integer.parseInt(text.group(1)), (int) result.integer("ok").orElseThrow(),
            count(csv, "ok")}) {
            assertEquals(90, ok);
        }
        for (int failed : new int[] {Integer.parseInt(text.group(2)), (int) result.integer("failed").orElseThrow(),
            count(csv, "status-5xx")}) {
            assertEquals(10, failed);
        }
        assertEquals(101, csv.size());
        long slowest = csv.stream().skip(1).filter(line -> line.split(",", -1)[7].equals("ok"))
                .mapToLong(line -> Long.parseLong(line.split(",", -1)[4]) - Long.parseLong(line.split(",", -1)[2]))
                .max().orElseThrow();
        assertEquals(result.object("latencyMicros").orElseThrow().integer("max").orElseThrow(), slowest, 1);
        long lastCompletion = Long.parseLong(csv.getLast().split(",", -1)[4]);
        assertEquals(result.integer("wallMicros").orElseThrow(), lastCompletion);
        long server2 = csv.stream().filter(line -> line.contains(",server2,ok,")).count();
        assertTrue(client.out().contains("server2  " + server2 + "  "), client.out());
        assertEquals(server2, result.array("servers").orElseThrow().values().stream().map(JsonObject.class::cast)
                .filter(server -> server.text("name").orElseThrow().equals("server2"))
                .mapToLong(server -> server.integer("ok").orElseThrow()).findFirst().orElseThrow());
    }

    @Test
    void everyOutputCallsAClosedLoopAClosedLoop() throws Exception {
        try (var server = FixtureServer.truthful()) {
            client.run("run", "-n", "1", "-o", "r.json", url(server));
        }
        assertTrue(client.out().contains("closed loop"));
        assertEquals("closed loop", Harness.json(Files.readString(folder.resolve("r.json"))).object("plan")
                .orElseThrow().text("loop").orElseThrow());
    }

    @Test
    void warmUpIsInNoNumberAndHasARowOfItsOwn() {
        try (var server = FixtureServer.start((number, _) -> number <= 20 ? new Reply.Answer(503, "", "cold")
                : Reply.prime("524287", true, "server1"))) {
            assertEquals(0, client.run("run", "-c", "5", "-r", "4", "--warmup", "20", url(server)), client::out);
            assertEquals(40, server.requests());
        }
        assertTrue(client.out().contains("\nWarm-up    0 ok   20 failed   "), client.out());
        assertTrue(client.out().contains("\nResult     20 ok   0 failed   "), client.out());
        assertFalse(client.out().contains("cold"), client.out());
    }

    @Test
    void failuresAreToldByKindWithAnExampleAndTheirLatenciesSeparately() {
        try (var server = FixtureServer.start((number, _) -> Reply.prime("524287", number % 2 == 0, "liar"))) {
            assertEquals(1, client.run("run", "-c", "2", "-n", "20", url(server)));
        }
        assertTrue(client.out().contains(
                "\nFailures   10 wrong-body  first: 524287 is a prime, the answer says false\n"), client.out());
        assertTrue(client.out().contains("\nIncl. fail min "), client.out());
        assertTrue(client.out().contains("FAIL  failed==0  (measured: 10)"), client.out());
    }

    @Test
    void withJsonStdoutIsOneDocumentAndThereIsNoFile() throws Exception {
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-n", "3", "--json", url(server)));
        }
        JsonObject json = Harness.json(client.out());
        assertEquals("primelb.run/1", json.text("schema").orElseThrow());
        assertEquals(3, json.object("result").orElseThrow().integer("sent").orElseThrow());
        assertTrue(json.object("environment").orElseThrow().integer("cpus").orElseThrow() > 0);
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void theResultSaysWhenByTheWallClockItsRequestsBegan() {
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-n", "3", "--warmup", "3", "--json", url(server)));
        }
        JsonObject json = Harness.json(client.out());
        Instant began = Instant.parse(json.object("environment").orElseThrow().text("date").orElseThrow());
        Instant released = Instant.parse(json.text("releasedAt").orElseThrow());
        long warmup = json.object("warmup").orElseThrow().integer("wallMicros").orElseThrow();
        assertFalse(released.isBefore(began.plusNanos(warmup * 1000)), () -> began + " " + released + " " + warmup);
    }

    @Test
    void quietPrintsOnlyTheVerdictAndVerboseEverySecond() {
        try (var server = FixtureServer.truthful()) {
            client.run("run", "-n", "3", "-q", "-o", "r.json", url(server));
            assertTrue(client.out().matches("PASS  failed==0 +results: r.json\n"), client.out());
            client.run("run", "-n", "3", "-v", "-o", "r.json", url(server));
            assertTrue(client.out().matches("(?s).*second +ok +failed +server1\n0 +3 +0 +3\n.*"), client.out());
        }
    }

    @Test
    void aResultThatCannotBeStoredIsPrintedAllTheSame() {
        try (var server = FixtureServer.truthful()) {
            assertEquals(70, client.run("run", "-n", "3", "-o", "/dev/full", url(server)));
        }
        assertTrue(client.out().contains("Result     3 ok"), client.out());
        assertTrue(client.err().startsWith("error: the result could not be written to /dev/full: "), client.err());
    }

    @Test
    void aFolderThatIsNotThereIsToldBeforeAnythingIsSent() {
        try (var server = FixtureServer.truthful()) {
            assertEquals(2, client.run("run", "-o", "no/such/r.json", url(server)));
            assertTrue(client.err().contains("--output must be in a folder that is there"), client.err());
            assertEquals(0, server.requests());
        }
    }

    @Test
    void nobodyThereIsExitThreeAndNothingIsMeasured() {
        FixtureServer gone = FixtureServer.truthful();
        gone.close();
        assertEquals(3, client.run("run", url(gone)));
        assertTrue(client.err().startsWith("error: " + url(gone) + " cannot be reached: connection refused"),
                client.err());
        assertEquals("", client.out());
    }

    @Test
    void aBodyIsPostedFromTextFileOrStdin() throws Exception {
        Files.writeString(folder.resolve("body.txt"), "from a file");
        try (var server = FixtureServer.start((_, target) -> new Reply.Answer(200, target, ""))) {
            String echo = server.url("/echo?x=%20y").toString();
            assertEquals(0, client.run("run", "-n1", "--body", "a=b", "--expect-body", "^/echo\\?x=%20y$", echo));
            assertEquals(0, client.run("run", "-n1", "--body-file", folder.resolve("body.txt").toString(), echo));
            assertEquals(0, client.withInput("from stdin").run("run", "-n1", "--body-file", "-", echo));
            assertEquals(2, client.run("run", "-n1", "--body", "a", "--body-file", "-", echo));
            assertEquals(3, server.requests());
        }
    }

    @Test
    void anInterruptedRunIsAPartOfAResult() throws Exception {
        try (var server = FixtureServer.start((number, _) -> {
            if (number == 5) {
                client.cancellation().request();
            }
            return Reply.prime("524287", true, "server1");
        })) {
            assertEquals(130, client.run("run", "-c", "1", "-n", "1000", "-o", "r.json", url(server)));
        }
        JsonObject json = Harness.json(Files.readString(folder.resolve("r.json")));
        assertTrue(json.bool("interrupted").orElseThrow());
        assertTrue(json.object("result").orElseThrow().integer("sent").orElseThrow() <= 5);
    }

    private static int count(List<String> csv, String outcome) {
        return (int) csv.stream().skip(1).filter(line -> line.split(",", -1)[7].equals(outcome)).count();
    }

    private static String url(FixtureServer server) {
        return server.url("/prime/524287").toString();
    }
}
