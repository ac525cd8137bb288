package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.summary.Summary;
import primelb.client.testing.FakeSystem;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.client.testing.Reply;
import primelb.client.testing.Samples;

/** Rules of measurement that no other test is about; docs/client.md lists where each rule is tested. */
@Timeout(60)
class RulesTest {
    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void client() {
        client = new Harness(folder);
    }

    @Test
    void aLosingBalancerIsCaughtAndTheKindIsNamed() {
        try (var balancer = FixtureServer.start((number, _) -> number % 10 == 0 ? new Reply.Drop()
                : Reply.prime("524287", true, "server1"))) {
            assertEquals(1, client.run("run", "-c", "5", "-r", "20", balancer.url("/prime/524287").toString()));
            assertTrue(client.out().contains("90 ok   10 failed"), client.out());
            assertTrue(client.out().contains("10 closed-without-answer"), client.out());
            assertTrue(client.out().contains("FAIL  failed==0  (measured: 10)"), client.out());
            assertEquals(100, balancer.requests());
        }
    }

    @Test
    void aLyingServerIsCaughtAndTheLieIsNamed() {
        try (var liar = FixtureServer.start((number, _) -> Reply.prime("524287", number != 7, "server2"))) {
            assertEquals(1, client.run("run", "-c", "1", "-r", "20", liar.url("/prime/524287").toString()));
            assertTrue(client.out().contains("1 wrong-body  first: 524287 is a prime, the answer says false"),
                    client.out());
        }
    }

    @Test
    void aBalancerThatAnswersByItselfIsCaughtByTheCounts() {
        try (var system = new FakeSystem(folder)) {
            system.answerBehindTheServersBack();
            assertEquals(0, client.run(system.phases("-c", "2", "-r", "10")), client::err);
            assertTrue(client.out().contains("Counts     DIFFER"), client.out());
        }
    }

    @Test
    void thePercentileOfTwoServersIsThatOfAllTheirRequestsAndNoMeanOfTwo() {
        var samples = new Samples();
        for (int request = 1; request <= 90; request++) {
            samples.ok("server1", 1000 + request, 10);
        }
        for (int request = 1; request <= 10; request++) {
            samples.ok("server2", 2000 + request, 100);
        }
        Summary summary = Summary.of(samples.recording());
        assertEquals(10_000_000, summary.okLatency().nearestRank(0.5));
        assertEquals(10_000_000, summary.okLatency().nearestRank(0.9));
        assertEquals(100_000_000, summary.okLatency().nearestRank(0.91));
    }
}
