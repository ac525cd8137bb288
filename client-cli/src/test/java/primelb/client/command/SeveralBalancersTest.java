package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.FakeSystem;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.client.testing.Reply;
import primelb.core.json.JsonObject;

/** How several balancers are written, and what becomes of them before and during a run. */
@Timeout(60)
class SeveralBalancersTest {
    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void client() {
        client = new Harness(folder);
    }

    @Test
    void urlsAreArgumentsOrStandBetweenCommasAndOnlyTheFirstNeedsThePath() {
        try (var one = FixtureServer.truthful(); var two = FixtureServer.truthful(); var three = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-c", "6", "-r", "5", one.url("/prime/524287") + "," + two.url(""),
                    three.url("/prime/524287").toString()), client::err);
            assertEquals(10, one.requests());
            assertEquals(10, two.requests());
            assertEquals(10, three.requests());
        }
    }

    @Test
    void aCommaWithinAUrlDividesNothing() {
        try (var server = FixtureServer.start((_, target) -> new Reply.Answer(200, target, ""))) {
            assertEquals(0, client.run("run", "-n1", "--expect-body", "^/a,b\\?c=1,2$", server.url("/a,b?c=1,2").toString()),
                    client::err);
        }
    }

    @Test
    void mistakesNameTheUrlAndTheLimit() {
        String first = "http://127.0.0.1:1/prime/7";
        assertMistake("must be the same at every balancer (/prime/7), or be left out; got 'http://127.0.0.1:2/prime/8'",
                first, "http://127.0.0.1:2/prime/8");
        assertMistake("must name each balancer once, got 'http://127.0.0.1:1' again", first, "http://127.0.0.1:1");
        assertMistake("must be a URL that begins with http://, got '127.0.0.1:2'", first, "127.0.0.1:2");
        assertMistake("must be at most 16 URLs, got 17", IntStream.range(0, 17)
                .mapToObj(port -> "http://127.0.0.1:" + (port + 1)).collect(Collectors.joining(",")));
    }

    @Test
    void oneThatCanBeReachedIsEnoughToBegin() throws Exception {
        FixtureServer gone = FixtureServer.truthful();
        gone.close();
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-c", "2", "-r", "3", "-o", "r.json", gone.url("/prime/524287").toString(),
                    server.url("").toString()), client::err);
            assertEquals(6, server.requests());
        }
        JsonObject result = Harness.json(Files.readString(folder.resolve("r.json"))).object("result").orElseThrow();
        assertEquals(1, result.integer("moved").orElseThrow());
        assertEquals(0, result.integer("sentAgain").orElseThrow());
    }

    @Test
    void withNoneOfThemNothingIsMeasuredAndEachIsNamed() {
        FixtureServer gone = FixtureServer.truthful();
        gone.close();
        FixtureServer alsoGone = FixtureServer.truthful();
        alsoGone.close();
        assertEquals(3, client.run("run", gone.url("/prime/7").toString(), alsoGone.url("").toString()));
        assertTrue(client.err().contains(gone.url("/prime/7") + " cannot be reached: connection refused"), client.err());
        assertTrue(client.err().contains(alsoGone.url("/prime/7") + " cannot be reached: connection refused"),
                client.err());
    }

    @Test
    void aPathThatBeginsWithTwoSlashesIsNoOtherHost() {
        FixtureServer gone = FixtureServer.truthful();
        gone.close();
        FixtureServer alsoGone = FixtureServer.truthful();
        alsoGone.close();
        assertEquals(3, client.run("run", gone.url("//prime/7").toString(), alsoGone.url("").toString()));
        assertTrue(client.err().contains(alsoGone.url("//prime/7") + " cannot be reached: connection refused"),
                client.err());
    }

    @Test
    void withOneBalancerNothingIsSaidOfMoves() {
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.run("run", "-n", "5", "-c", "1", server.url("/prime/524287").toString()), client::err);
            assertTrue(!client.out().contains("Moved"), client.out());
        }
    }

    @Test
    void ofPhasesOverTwoBalancersWhatOneOfThemCountedIsNotTakenForAll() throws Exception {
        try (var system = new FakeSystem(folder); var other = FixtureServer.truthful()) {
            String[] args = system.phases("-c", "4", "-r", "10", "-o", "r.json", "--threshold", "speedup>=0",
                    other.url("/prime/524287").toString());
            assertEquals(0, client.run(args), client::err);
            assertEquals(61, other.requests(), "one to look, and three times twenty");
        }
        assertTrue(client.out().matches("(?s).*moved to another balancer +0 +0 +0\n.*"), client.out());
        assertTrue(client.out().matches("(?s).*balancer counted +not told +not told +not told\n.*"), client.out());
    }

    private void assertMistake(String expected, String... urls) {
        var fresh = new Harness(folder);
        String[] args = new String[urls.length + 1];
        args[0] = "run";
        System.arraycopy(urls, 0, args, 1, urls.length);
        assertEquals(2, fresh.run(args));
        assertTrue(fresh.err().contains(expected), fresh.err());
    }
}
