package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.json.JsonArray;
import primelb.core.json.JsonString;
import primelb.core.testing.ScriptedBackend;

/** A balancer names other balancers to every server that registers, and does nothing else with them. */
@Timeout(30)
class PeersTest {
    @Test
    void everyVerdictNamesThePeers() {
        try (LbFixture lb = LbFixture.start(Map.of("LB_PEERS", "http://lb2:8081/, http://tasks.lb:8081,http://lb2:8081"))) {
            ScriptedBackend backend = lb.backend();
            Answer active = lb.serverUp(LbFixture.announcement(backend, "one"));
            Answer heartbeat = lb.serverUp("{\"url\":\"" + backend.url() + "\",\"heartbeat\":true}");
            backend.refuse();
            Answer inactive = lb.serverUp("{\"url\":\"http://no-such-host.invalid:8000\"}");

            assertEquals(List.of(200, 200, 202), List.of(active.status(), heartbeat.status(), inactive.status()));
            for (Answer answer : List.of(active, heartbeat, inactive)) {
                assertEquals(List.of(new JsonString("http://lb2:8081"), new JsonString("http://tasks.lb:8081")),
                        answer.json().array("peers").map(JsonArray::values).orElseThrow());
            }
            assertEquals(2, lb.servers().size(), "a peer is no server");
        }
    }

    @Test
    void withoutPeersNothingIsSaidOfThem() {
        try (LbFixture lb = LbFixture.start(Map.of("LB_PEERS", ""))) {
            Answer answer = lb.serverUp(LbFixture.announcement(lb.backend(), "one"));
            assertEquals(Optional.empty(), answer.json().get("peers"));
        }
    }

    @Test
    void whoBringsNoTokenIsNotToldOfPeers() {
        try (LbFixture lb = LbFixture.start(Map.of("LB_PEERS", "http://lb2:8081", "LB_TOKEN", "s3cret"))) {
            Answer answer = lb.serverUp(LbFixture.announcement(lb.backend(), "one"));
            assertEquals(401, answer.status());
            assertTrue(!answer.toString().contains("lb2"), answer::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lb2:8081", "https://lb2:8081", "http://lb2:8081/path", "http://u@lb2:8081", "http://lb2:8081?x",
        "http://lb2:8081,", "http://lb2:99999", "http://"})
    void whatIsNoHttpUrlOfHostAndPortIsAMistake(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> PeerUrls.parse(text)).getMessage();
        assertTrue(message.startsWith("must be http URLs of host and port only"), message);
    }

    @Test
    void morePeersThanAServerTakesAreAMistake() {
        String many = IntStream.range(0, 65).mapToObj(n -> "http://lb" + n + ":8081").collect(Collectors.joining(","));
        assertEquals("must be at most 64 URLs, got 65",
                assertThrows(IllegalArgumentException.class, () -> PeerUrls.parse(many)).getMessage());
    }
}
