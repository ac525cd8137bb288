package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonValue;

class SimulateCommandTest {
    @TempDir
    private Path folder;

    private String out(String... args) {
        var client = new Harness(folder);
        assertEquals(0, client.run(args), client::err);
        assertEquals("", client.err());
        return client.out();
    }

    @Test
    void printsARowForEachPolicyInEightyColumns() {
        String out = out("simulate", "-n", "5000", "--policy", "all", "--servers", "100", "--fail", "1-9@1s-2s:freeze",
                "--network", "400us", "--service-time", "1500us");

        for (String policy : List.of("least-in-flight", "round-robin", "weighted-round-robin", "random", "power-of-two",
                "peak-ewma", "join-idle", "rendezvous")) {
            assertEquals(2, out.lines().filter(line -> line.startsWith(policy + " ")).count(), out);
        }
        assertTrue(out.contains("70.0 % of what they can do"), out);
        assertTrue(out.contains("1-9@1000ms-2000ms:freeze"), out);
        assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
    }

    @Test
    void theSameSeedGivesTheSameBytesInEveryOutput() throws Exception {
        String[] args = {"simulate", "-n", "3000", "--seed", "7", "--json", "--html", "a.html", "--svg", "a", "-o", "a.json"};
        String first = out(args);
        String page = Files.readString(folder.resolve("a.html"));
        String picture = Files.readString(folder.resolve("a/simulated-queues.svg"));

        assertEquals(first, out(args));
        assertEquals(first, Files.readString(folder.resolve("a.json")));
        assertEquals(page, Files.readString(folder.resolve("a.html")));
        assertEquals(picture, Files.readString(folder.resolve("a/simulated-queues.svg")));
        args[4] = "8";
        assertFalse(first.equals(out(args)));
    }

    @Test
    void thePageIsWellFormedAndLoadsNothing() throws Exception {
        out("simulate", "-n", "3000", "--html", "a.html");
        String page = Files.readString(folder.resolve("a.html"));

        assertTrue(page.contains("default-src 'none'".replace("'", "&#39;")), "the policy of the page");
        assertFalse(page.contains("src=") || page.contains("<script"), "something is loaded or runs");
        assertTrue(page.contains("id=\"latency-title\"") && page.contains("id=\"queues-title\""), "both charts");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--policy power-of-tow|did you mean power-of-two?",
        "--servers 10001|--servers must be 1..10000, got 10001",
        "--load 0|--load must be 0.001..100.0, got 0",
        "--load x|--load must be a number, got 'x'",
        "--load 0.5 --rate 10/s|--rate and --load exclude each other",
        "--service gauss|must be constant, exponential, pareto:ALPHA:RATIO, lognormal:SIGMA or recorded:FILE, got 'gauss'",
        "--service pareto:9:0|must be 1.01..1.0E9, got 0",
        "--service recorded:none.json|--service cannot read",
        "--arrival recorded:none.json|--arrival cannot read",
        "--fail 3@1s-2s|must name servers of 1..2 and a time that ends after it begins, got '3@1s-2s'",
        "--fail 1@2s-1s|must name servers of 1..2 and a time that ends after it begins",
        "--fail x|must be servers and a time, such as 1@10s-20s, got 'x'",
        "--weights 1.5|must be whole numbers 1..1000, got 1.5",
        "--warmup 10 -n 10|--warmup must be below --requests (10), got 10",
        "--network 5|must be a time such as 400us, 15ms or 2s, got '5'",
        "--network 2s|--network must be 0us..1s, got 2s",
        "--service-time 0ms|--service-time must be 1us..1h, got 0ms",
        "--seed x|--seed must be a whole number, got 'x'",
        "-o json|must be the name of a file, got 'json'"})
    void aMistakeIsToldWithItsPlaceAndLimit(String options, String told) {
        var client = new Harness(folder);
        String[] args = ("simulate " + options).split(" ");

        assertEquals(2, client.run(args));
        assertTrue(client.err().contains(told), client::err);
        assertEquals("", client.out());
    }

    @Test
    void whatWasRecordedIsRepeated() throws Exception {
        try (var server = FixtureServer.truthful()) {
            var run = new Harness(folder);
            assertEquals(0, run.run("run", "--rate", "400", "--spacing", "random", "-n", "40", "-c", "4", "-o", "r.json",
                    server.url("/prime/524287").toString()), run::err);
        }
        JsonObject json = Harness.json(out("simulate", "--arrival", "recorded:r.json", "--service", "recorded:r.json",
                "--warmup", "0", "--json", "--policy", "round-robin"));
        JsonValue policy = json.array("policies").orElseThrow().values().getFirst();

        assertEquals(40, ((JsonObject) policy).integer("ok").orElseThrow());
        assertEquals("recorded", json.object("scenario").orElseThrow().text("arrival").orElseThrow());
        assertTrue(out("simulate", "-n", "1000", "--service", "recorded:r.json").contains("recorded:r.json"));
    }

    @Test
    void whoeverInterruptsGetsWhatThereIsAndItsExitCode() {
        var client = new Harness(folder);
        client.cancellation().request();

        assertEquals(130, client.run("simulate", "-n", "100000", "--json"));
        assertTrue(Harness.json(client.out()).bool("interrupted").orElseThrow());
    }
}
