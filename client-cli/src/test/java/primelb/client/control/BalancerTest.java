package primelb.client.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Reply;

@Timeout(30)
class BalancerTest {
    private final ControlPlane plane = ControlPlane.open();

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void readsWhatTheBalancerThinks() throws Exception {
        try (var admin = answering("""
                {"servers":[{"url":"http://127.0.0.1:9001","id":"server1","active":true,"state":"active","reason":null,
                "lastRequest":"2026-11-22T07:03:31Z","inFlight":2,"requests":12,"failures":1,"more":[1]},
                {"url":"http://127.0.0.1:9002","active":false}]}""")) {
            var balancer = new Balancer(plane, admin.url("/"));
            ServerView first = balancer.server("server1").orElseThrow();
            assertTrue(first.active());
            assertEquals("2026-11-22T07:03:31Z", first.lastRequest().orElseThrow());
            assertEquals(OptionalLong.of(12), first.requests());
            ServerView second = balancer.servers().getLast();
            assertEquals("http://127.0.0.1:9002", second.id());
            assertEquals("inactive", second.state());
            assertFalse(second.lastRequest().isPresent());
            assertTrue(balancer.server("server9").isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "not json", "{\"servers\":[1]}", "{\"servers\":[{\"url\":\"http://x\"}]}",
        "{\"servers\":{}}", "{\"servers\":[{\"url\":7,\"active\":true}]}"})
    void refusesWhatIsNoListOfServers(String body) {
        try (var admin = answering(body)) {
            var failure = assertThrows(IOException.class, () -> new Balancer(plane, admin.url("")).servers());
            assertTrue(failure.getMessage().contains(admin.url("/servers").toString()), failure.getMessage());
        }
    }

    @Test
    void saysWhyTheBalancerCannotBeAsked() {
        FixtureServer gone = answering("{}");
        gone.close();
        var refused = assertThrows(IOException.class, () -> new Balancer(plane, gone.url("")).servers());
        assertEquals(gone.url("/servers") + " cannot be reached (connection refused)", refused.getMessage());
        try (var wrong = FixtureServer.start((_, _) -> new Reply.Answer(404, "{}", ""))) {
            var status = assertThrows(IOException.class, () -> new Balancer(plane, wrong.url("")).servers());
            assertEquals(wrong.url("/servers") + " answered 404, expected 200", status.getMessage());
        }
    }

    @Test
    void aBodyThatNeverEndsIsGivenUp() {
        try (var stalled = FixtureServer.start((_, _) -> new Reply.StallBody())) {
            var failure = assertThrows(IOException.class, () -> new Balancer(plane, stalled.url("")).servers());
            assertTrue(failure.getMessage().endsWith("did not answer within 2 s"), failure.getMessage());
        }
    }

    @Test
    void aServersCountIsBelievedOnlyFromTheServerItself() throws Exception {
        var counter = new ServerCounter(plane);
        try (var server = answering("{\"server\":\"server1\",\"computations\":7,\"rejected\":2,\"abandoned\":1}")) {
            assertEquals(OptionalLong.of(10), counter.count(server.url("").toString(), "server1"));
            assertEquals(OptionalLong.empty(), counter.count(server.url("").toString(), "server2"));
        }
        assertEquals(OptionalLong.empty(), counter.count("http://127.0.0.1:1", "server1"));
        assertEquals(OptionalLong.empty(), counter.count("not a url", "server1"));
    }

    private static FixtureServer answering(String body) {
        return FixtureServer.start((_, _) -> new Reply.Answer(200, body, ""));
    }
}
