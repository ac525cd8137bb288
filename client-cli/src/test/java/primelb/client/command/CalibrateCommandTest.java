package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.client.testing.Reply;
import primelb.client.testing.SchemaValidator;
import primelb.core.json.JsonObject;

/** The command, against a server that says to compute a microsecond for every thousand of the number. */
@Timeout(60)
class CalibrateCommandTest {
    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void client() {
        client = new Harness(folder);
    }

    @Test
    void thePrimesAreFoundAndToldWithTheCostThatWasSeen() {
        try (var server = FixtureServer.start((_, target) -> answer(target, "server1"))) {
            assertEquals(0, client.run("calibrate", server.url("").toString()), client::err);
            String out = client.out();
            assertTrue(out.startsWith("Cost       at server1 (" + server.url("/") + "),"), out);
            assertTrue(out.matches("(?s).*\nscan +50 ms +\\d\\d ms +\\d\\d ms +\\d\\d ms +\\d+ +\\d{8}\n.*"), out);
            assertTrue(out.matches("(?s).*\nscan +450 ms +4\\d\\d ms .*"), out);
            assertTrue(out.lines().allMatch(line -> line.length() <= 80), out);
            assertTrue(server.connections() == 1, "one connection is enough");
        }
    }

    @Test
    void scriptsGetALineForEachAndPeopleWithJsonADocument() {
        try (var server = FixtureServer.start((_, target) -> answer(target, "server1"))) {
            assertEquals(0, client.run("calibrate", "--cost", "10ms", "-q", server.url("").toString()), client::err);
            String[] words = client.out().strip().split(" ");
            assertEquals("scan", words[0]);
            assertEquals("10", words[1]);
            assertTrue(new BigInteger(words[2]).isProbablePrime(50), client::out);
            var other = new Harness(folder);
            assertEquals(0, other.run("calibrate", "--cost", "10ms", "--json", server.url("/").toString()), other::err);
            JsonObject json = Harness.json(other.out());
            assertEquals(List.of(), SchemaValidator.ofResults().mistakes(json));
            assertEquals("primelb.calibrate/1", json.text("schema").orElseThrow());
            assertEquals(1, json.array("primes").orElseThrow().values().size());
        }
    }

    @Test
    void aLyingServerIsNoGroundToCalibrateOn() {
        try (var server = FixtureServer.start((_, _) -> Reply.prime("7", true, "server1"))) {
            assertEquals(3, client.run("calibrate", server.url("").toString()));
            assertTrue(client.err().contains("does not answer as expected: wrong-body: asked about 1000003"),
                    client.err());
        }
    }

    @Test
    void aServerThatDoesNotSayForHowLongItComputedIsTold() {
        try (var server = FixtureServer.start((_, target) -> Reply.prime(number(target), true, "server1"))) {
            assertEquals(3, client.run("calibrate", server.url("").toString()));
            assertTrue(client.err().contains("does not say for how long it computed"), client.err());
        }
    }

    @Test
    void aPathOrAnUnknownMethodIsAMistake() {
        assertEquals(2, client.run("calibrate", "http://127.0.0.1:1/prime/7"));
        assertTrue(client.err().contains("must be a server's URL without a path"), client.err());
        assertEquals(2, client.run("calibrate", "--work", "guess", "--cost", "1h", "http://127.0.0.1:1"));
        assertTrue(client.err().contains("--work must be one of scan, sqrt, fast, got 'guess'"), client.err());
        assertTrue(client.err().contains("--cost must be 1ms..20s, got 1h"), client.err());
    }

    private static Reply answer(String target, String server) {
        long micros = Long.parseLong(number(target)) / 1000;
        return new Reply.Answer(200, "{\"number\":\"" + number(target) + "\",\"prime\":true,\"computeMicros\":" + micros
                + "}", server);
    }

    private static String number(String target) {
        return target.replaceAll("/prime/(\\d+)\\?method=scan", "$1");
    }
}
