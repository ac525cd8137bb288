package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.http.Field;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonObject;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;

/** The admin port of a whole balancer: servers are looked at, and go. */
@Timeout(30)
class AdminApiTest {
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

    @Test
    void serverDownLetsRequestsInFlightFinishAndTakesNoMore() throws Exception {
        start();
        ScriptedBackend backend = lb.active("one");
        backend.then(Behaviour.of(new Behaviour.ReadBody(), new Behaviour.Hold(),
                Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")));
        CompletableFuture<Answer> inFlight = CompletableFuture.supplyAsync(() -> lb.traffic("/slow"));
        backend.awaitReceived(1);

        Answer down = lb.serverDown(backend.url());

        assertEquals(200, down.status(), down::toString);
        JsonObject server = down.json().object("server").orElseThrow();
        assertEquals("draining", server.text("state").orElseThrow());
        assertEquals("server_down", server.text("reason").orElseThrow());
        assertEquals(1, server.integer("inFlight").orElseThrow());
        assertEquals(503, lb.traffic("/").status());
        backend.proceed();
        assertEquals("done", inFlight.get().body());
        Await.until("the drain to end", PATIENCE, () -> lb.server().text("state").orElseThrow().equals("inactive"));
        assertEquals(1, backend.received().size());
        assertEquals(1, backend.probes().size());
    }

    @Test
    void serverDownClosesIdleConnectionsAndServerUpBringsTheServerBack() {
        start();
        ScriptedBackend backend = lb.active("one");
        assertEquals(200, lb.traffic("/").status());
        Await.until("the kept connection to be idle", PATIENCE,
                () -> lb.server().integer("inFlight").orElseThrow() == 0);

        lb.serverDown(backend.url());
        Await.until("no connection to be left", PATIENCE, () -> backend.openConnections() == 0);
        assertEquals("inactive", lb.server().text("state").orElseThrow());

        assertEquals(200, lb.serverUp(LbFixture.announcement(backend, "one")).status());
        assertEquals(200, lb.traffic("/").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer wrong", "secret", "Basic c2VjcmV0",
            "Bearer secret2", "Bearer secre"})
    void withoutTheTokenNothingIsChangedOrProbed(String authorization) {
        start("LB_TOKEN", "secret");
        ScriptedBackend backend = lb.backend();
        Field field = new Field("Authorization", authorization);

        Answer up = lb.post("/server_up", LbFixture.announcement(backend, "one"), field);
        Answer down = lb.post("/server_down", LbFixture.announcement(backend, "one"), field);

        assertEquals(List.of(401, 401), List.of(up.status(), down.status()));
        assertEquals("Bearer", up.response().field("WWW-Authenticate").orElse(""));
        assertFalse(up.body().contains("secret"), up::toString);
        assertEquals(List.of(), lb.servers());
        assertEquals(0, backend.connections());
    }

    @Test
    void withTheTokenAServerIsTaken() {
        start("LB_TOKEN", "secret");
        ScriptedBackend backend = lb.backend();
        Field token = new Field("Authorization", "Bearer secret");

        assertEquals(200, lb.post("/server_up", LbFixture.announcement(backend, "one"), token).status());
        assertEquals(200, lb.post("/server_down", LbFixture.announcement(backend, "one"), token).status());
        assertEquals(401, lb.serverUp(LbFixture.announcement(backend, "one")).status());
    }

    @Test
    void pagesOfOtherSitesCanNeitherRegisterNorLook() {
        start();
        ScriptedBackend backend = lb.backend();
        String json = LbFixture.announcement(backend, "one");
        Field foreign = new Field("Origin", "http://evil.example");
        Field rebound = new Field("Host", "evil.example:" + lb.adminPort());

        assertEquals(403, lb.post("/server_up", json, foreign).status());
        assertEquals(421, lb.post("/server_up", json, rebound).status());
        assertEquals(421, lb.admin("GET", "/servers", List.of(rebound), new byte[0]).status());

        assertEquals(List.of(), lb.servers());
        assertEquals(0, backend.connections());
        Field own = new Field("Origin", "http://127.0.0.1:" + lb.adminPort());
        assertEquals(200, lb.post("/server_up", json, own).status());
    }

    @Test
    void serversShowsWhatItMust() {
        start();
        ScriptedBackend backend = lb.active("one");
        JsonObject fresh = lb.server();
        assertEquals(List.of("url", "lastRequest", "active", "id", "state", "reason", "held", "since", "registeredAt",
                "inFlight", "requests", "failures", "lastProbe", "maxInFlight", "weight", "lease"),
                List.copyOf(fresh.members().keySet()));
        assertEquals(Optional.of(new JsonNull()), fresh.get("lastRequest"));
        assertEquals(Optional.of(new JsonNull()), fresh.get("reason"));
        assertEquals(Optional.of("active"), fresh.text("state"));
        assertEquals(List.of(256L, 1L), List.of(fresh.integer("maxInFlight").orElseThrow(),
                fresh.integer("weight").orElseThrow()));
        JsonObject probe = fresh.object("lastProbe").orElseThrow();
        assertTrue(probe.bool("passed").orElseThrow());
        assertTrue(probe.text("detail").orElseThrow().matches("200 in \\d+ ms"), probe::toString);

        lb.traffic("/a");
        // Once for the connection that was kept, once for the fresh one.
        backend.then(Behaviour.closeUnanswered(), Behaviour.closeUnanswered());
        assertEquals(502, lb.traffic("/b").status());

        JsonObject used = lb.server();
        Instant lastRequest = Instant.parse(used.text("lastRequest").orElseThrow());
        assertFalse(lastRequest.isBefore(Instant.parse(used.text("registeredAt").orElseThrow()).minusMillis(1)));
        assertEquals(List.of(2L, 1L, 0L), List.of(used.integer("requests").orElseThrow(),
                used.integer("failures").orElseThrow(), used.integer("inFlight").orElseThrow()));
    }

    @Test
    void aFailedRequestEjectsUntilAProbePasses() {
        start();
        ScriptedBackend backend = lb.active("one");
        backend.health(Behaviour.answer(503, "not yet")).then(Behaviour.closeUnanswered());

        assertEquals(502, lb.traffic("/").status());

        assertFalse(lb.server().bool("active").orElseThrow());
        assertEquals(503, lb.traffic("/").status());
        backend.health(Behaviour.ok("healthy"));
        Await.until("a probe to pass", PATIENCE, () -> lb.server().bool("active").orElseThrow());
        assertEquals(200, lb.traffic("/").status());
        assertEquals(2, backend.received().size());
    }

    @Test
    void theHealthCheckIsGoodWhileAServerIsActive() {
        start();
        assertEquals(503, lb.adminGet("/health_check").status());
        ScriptedBackend backend = lb.active("one");

        Answer healthy = lb.adminGet("/health_check");

        assertEquals(200, healthy.status());
        assertEquals(1, healthy.json().integer("activeServers").orElseThrow());
        assertEquals(200, lb.admin("HEAD", "/health_check", List.of(), new byte[0]).status());
        lb.serverDown(backend.url());
        Answer gone = lb.adminGet("/health_check");
        assertEquals(503, gone.status());
        assertEquals("no active server", gone.json().text("status").orElseThrow());
    }

    @Test
    void statsAddUp() {
        start("LB_POLICY", "round-robin");
        ScriptedBackend one = lb.active("one");
        lb.active("two");
        one.then(Behaviour.closeUnanswered());

        for (int request = 0; request < 4; request++) {
            assertEquals(200, lb.traffic("/").status());
        }

        // The answer is out a moment before it is counted.
        Await.until("all to be counted", PATIENCE,
                () -> lb.adminGet("/stats").json().integer("answered").orElseThrow() == 4);
        JsonObject stats = lb.adminGet("/stats").json();
        assertEquals("round-robin", stats.text("policy").orElseThrow());
        List<String> counts = List.of("requests", "attempts", "retries", "answered", "failed");
        assertEquals(List.of(4L, 5L, 1L, 4L, 0L),
                counts.stream().map(name -> stats.integer(name).orElseThrow()).toList());
        assertEquals(5, lb.servers().stream().mapToLong(server -> server.integer("requests").orElseThrow()).sum());
    }

    @Test
    void whileItStopsItSaysSoAndStillTakesHeartbeats() throws Exception {
        start();
        ScriptedBackend backend = lb.active("one");

        lb.lb().drain();

        Answer health = lb.adminGet("/health_check");
        assertEquals(503, health.status());
        assertEquals("stopping", health.json().text("status").orElseThrow());
        assertEquals(200, lb.serverUp(LbFixture.announcement(backend, "one")).status());
    }
}
