package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.json.JsonObject;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** Servers come to a whole balancer, and are told at once whether they are active. */
@Timeout(30)
class ServerUpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LbFixture lb;

    @AfterEach
    void stop() {
        if (lb != null) {
            lb.close();
        }
    }

    private void start(String... settings) {
        lb = LbFixture.start(settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]));
    }

    private static void assertInactive(Answer answer, String reason) {
        assertEquals(202, answer.status(), answer::toString);
        assertEquals(Optional.of(false), answer.json().bool("active"));
        assertEquals(reason, answer.json().text("reason").orElse(null));
        assertEquals(reason, answer.json().object("server").orElseThrow().text("reason").orElse(null));
    }

    @Test
    void aHealthyServerIsActiveAtOnceAndWasProbedFirst() {
        start();
        ScriptedBackend backend = lb.backend();

        Answer answer = lb.serverUp(
                "{\"url\":\"" + backend.url() + "/\",\"id\":\"one\",\"maxInFlight\":2,\"weight\":3,\"newer\":[]}");

        assertEquals(200, answer.status(), answer::toString);
        assertEquals(Optional.of(true), answer.json().bool("active"));
        assertEquals(Optional.empty(), answer.json().get("reason"));
        assertEquals(backend.url(), answer.json().object("server").orElseThrow().text("url").orElseThrow());
        assertEquals("GET /health_check HTTP/1.1", backend.probes().getFirst().line());
        assertEquals(1, backend.connections());
        assertEquals(0, backend.received().size());
    }

    @Test
    void noRequestReachesAServerBeforeItsHealthCheckIsAnswered() {
        start();
        ScriptedBackend backend = lb.backend();
        backend.health(Behaviour.of(new Behaviour.Hold(),
                Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")));
        CompletableFuture<Answer> registering =
                CompletableFuture.supplyAsync(() -> lb.serverUp(LbFixture.announcement(backend, "one")));
        backend.awaitProbes(1);

        for (int request = 0; request < 10; request++) {
            assertEquals(503, lb.traffic("/").status());
        }
        assertEquals(1, backend.connections());
        backend.proceed();

        assertEquals(200, registering.join().status());
        assertEquals(200, lb.traffic("/").status());
    }

    @Test
    void aBareUrlIsAHeartbeatThatKeepsWhatTheServerSaidBefore() {
        start();
        ScriptedBackend backend = lb.backend();
        lb.serverUp("{\"url\":\"" + backend.url() + "\",\"id\":\"one\",\"maxInFlight\":2,\"weight\":3}");

        JsonObject server = lb.serverUp("{\"url\":\"" + backend.url() + "\"}").json().object("server").orElseThrow();

        assertEquals("one", server.text("id").orElseThrow());
        assertEquals(2, server.integer("maxInFlight").orElseThrow());
        assertEquals(3, server.integer("weight").orElseThrow());
    }

    @Test
    void aLeaseIsKeptByABareHeartbeatEndsWhenThereIsNoneAndCanBeTakenBack() {
        start();
        ScriptedBackend backend = lb.backend();
        String url = "{\"url\":\"" + backend.url() + "\"";
        lb.serverUp(url + ",\"lease\":\"1s\"}");
        JsonObject server = lb.serverUp(url + "}").json().object("server").orElseThrow();
        assertEquals("1s", server.text("lease").orElseThrow());

        Await.until("the lease to end", PATIENCE, () -> lb.server().text("state").orElseThrow().equals("inactive"));
        assertEquals("lease ended", lb.server().text("reason").orElseThrow());
        assertEquals(503, lb.traffic("/").status());

        Answer again = lb.serverUp(url + ",\"lease\":\"none\"}");
        assertEquals(200, again.status(), again::toString);
        assertEquals(Optional.empty(), again.json().object("server").orElseThrow().text("lease"));
    }

    @Test
    void aServerThatRefusesIsNotActiveAndTheReasonIsTold() {
        start();
        ScriptedBackend backend = lb.backend();
        backend.refuse();

        assertInactive(lb.serverUp(LbFixture.announcement(backend, "one")), "connection refused");
        assertEquals(503, lb.traffic("/").status());
    }

    @Test
    void anUnknownHostIsNotActive() {
        start();

        assertInactive(lb.serverUp("{\"url\":\"http://no-such-host.invalid:8000\"}"), "unknown host");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 404, 500, 503, 999})
    void onlyStatus200Passes(int status) {
        start();
        ScriptedBackend backend = lb.backend();
        backend.health(Behaviour.rawThenClose(
                "HTTP/1.1 " + status + " Odd\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"));

        assertInactive(lb.serverUp(LbFixture.announcement(backend, "one")),
                status == 999 ? "malformed answer" : "status " + status);
    }

    @Test
    void aServerThatDoesNotSpeakHttpIsNotActive() {
        start();
        ScriptedBackend backend = lb.backend();
        backend.health(Behaviour.rawThenClose("SSH-2.0-OpenSSH_9.2\r\n\r\n"));

        assertInactive(lb.serverUp(LbFixture.announcement(backend, "one")), "malformed answer");
    }

    @Test
    void theVerdictOnASilentServerComesWithin2500Milliseconds() {
        start();
        ScriptedBackend backend = lb.backend();
        backend.health(Behaviour.stall());
        Ticker ticker = SystemTime.ticker();
        long started = ticker.nanos();

        Answer answer = lb.serverUp(LbFixture.announcement(backend, "one"));

        long millis = (ticker.nanos() - started) / 1_000_000;
        assertInactive(answer, "timeout");
        assertTrue(millis >= 1900 && millis < 2500, () -> millis + " ms");
    }

    @Test
    void aServerThatIsBackIsReadmittedAtOnceWhateverTheBackOff() {
        start();
        ScriptedBackend backend = lb.backend();
        backend.refuse();
        lb.serverUp(LbFixture.announcement(backend, "one"));
        Set<String> probes = new HashSet<>();
        Await.until("the pauses between probes to grow", PATIENCE,
                () -> probes.add(lastProbeAt()) && probes.size() >= 4);
        backend.listenAgain();

        Answer answer = lb.serverUp(LbFixture.announcement(backend, "one"));

        assertEquals(200, answer.status(), answer::toString);
        assertEquals(200, lb.traffic("/").status());
    }

    private String lastProbeAt() {
        return lb.server().object("lastProbe").flatMap(probe -> probe.text("at")).orElse("");
    }

    @Test
    void aServerThatFlapsIsHeldBackUntilItSaysThatItHasStartedAnew() {
        start("LB_POLICY", "round-robin");
        lb.active("good");
        ScriptedBackend flapping = lb.active("flapping").usually(Behaviour.closeUnanswered());
        Await.until("it to be held back", PATIENCE, () -> {
            assertEquals(200, lb.traffic("/").status());
            return reason("flapping").startsWith("held back");
        });
        String announcement = LbFixture.announcement(flapping, "flapping");

        Answer heartbeat = lb.serverUp(announcement.replace("}", ",\"heartbeat\":true}"));
        assertEquals(202, heartbeat.status(), heartbeat::toString);
        assertTrue(heartbeat.json().text("reason").orElseThrow().startsWith("held back"), heartbeat::toString);

        assertEquals(200, lb.serverUp(announcement).status());
    }

    private String reason(String id) {
        return lb.servers().stream().filter(server -> server.text("id").orElseThrow().equals(id)).findFirst()
                .flatMap(server -> server.text("reason")).orElse("");
    }

    @Test
    void theSameServerTwiceIsOneServerAndItsShareStaysTheSame() {
        start("LB_POLICY", "round-robin");
        ScriptedBackend one = lb.active("one");
        ScriptedBackend two = lb.active("two");
        lb.serverUp("{\"url\":\"" + one.url() + "/\",\"id\":\"one\"}");
        lb.serverUp("{\"url\":\"" + one.url().toUpperCase(Locale.ROOT) + "\",\"id\":\"one\"}");

        assertEquals(2, lb.servers().size());
        for (int request = 0; request < 1000; request++) {
            assertEquals(200, lb.traffic("/").status());
        }
        assertEquals(List.of(500, 500), List.of(one.received().size(), two.received().size()));
    }

    @Test
    void aHeartbeatUpdatesTheAttributesAndProbesNobodyActive() {
        start();
        ScriptedBackend backend = lb.active("one");
        JsonObject before = lb.server();

        Answer answer = lb.serverUp("{\"url\":\"" + backend.url() + "\",\"id\":\"renamed\",\"maxInFlight\":9}");

        assertEquals(200, answer.status());
        JsonObject after = lb.server();
        assertEquals("renamed", after.text("id").orElseThrow());
        assertEquals(9, after.integer("maxInFlight").orElseThrow());
        assertEquals(before.get("since"), after.get("since"));
        assertEquals(before.get("registeredAt"), after.get("registeredAt"));
        assertEquals(1, backend.probes().size());
    }

    @Test
    void aServerWithANewAddressTakesThePlaceOfItsFormerSelf() {
        start();
        lb.active("one");

        ScriptedBackend moved = lb.active("one");

        assertEquals(moved.url(), lb.server().text("url").orElseThrow());
    }

    @Test
    void aFullRegistrySaysSo() {
        start("LB_MAX_SERVERS", "1");
        lb.active("one");

        Answer answer = lb.serverUp("{\"url\":\"http://127.0.0.1:1\"}");

        assertEquals(503, answer.status());
        assertTrue(answer.detail().contains("LB_MAX_SERVERS"), answer::toString);
        assertEquals(1, lb.servers().size());
    }

    @Test
    void morePassesMayBeAskedFor() {
        start("LB_RISE", "3");
        ScriptedBackend backend = lb.backend();

        Answer answer = lb.serverUp(LbFixture.announcement(backend, "one"));

        assertEquals(202, answer.status());
        assertTrue(answer.json().text("reason").orElseThrow().contains("LB_RISE"), answer::toString);
        Await.until("three passes", PATIENCE, () -> lb.server().bool("active").orElseThrow());
        assertEquals(3, backend.probes().size());
    }
}
