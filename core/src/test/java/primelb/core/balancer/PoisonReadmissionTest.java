package primelb.core.balancer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.backend.StateChange;
import primelb.core.proxy.ProxySettings;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;

/** A request that takes too long costs one server a moment. */
@Timeout(30)
class PoisonReadmissionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The health check comes after 100 ms, ±20 %, as {@code ProbeScheduleTest} says; the rest is for the machine. */
    private static final Duration AWAY = Duration.ofMillis(200);
    private static final int ROUNDS = 5;

    private static BalancerSettings settings() {
        BalancerSettings standard = BalancerSettings.onLoopback(0);
        ProxySettings traffic = standard.traffic();
        return new BalancerSettings(standard.address(), standard.policy(),
                traffic.with(traffic.timeouts().with(Duration.ofSeconds(1), Duration.ofMillis(200),
                        Duration.ofSeconds(5))),
                standard.probes(), standard.probeTimeout(), standard.thresholds(), standard.maxServers(),
                standard.queue(), standard.hold());
    }

    @Test
    void theServerIsBackAfterTheHealthCheckThatFollows() throws Exception {
        try (ScriptedBackend one = ScriptedBackend.start(); ScriptedBackend two = ScriptedBackend.start();
                Balancer balancer = Balancer.start(settings());
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            balancer.register(one.url()).join();
            balancer.register(two.url()).join();
            List<StateChange> changes = new CopyOnWriteArrayList<>();
            balancer.pool().listen(changes::add);
            one.usually(Behaviour.stall());
            two.usually(Behaviour.stall());
            HttpRequest poison = HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + balancer.address().getPort() + "/poison")).build();
            long shortest = Long.MAX_VALUE;
            for (int i = 1; i <= ROUNDS; i++) {
                int soFar = 2 * i;
                assertEquals(504, client.send(poison, HttpResponse.BodyHandlers.ofString()).statusCode());
                Await.until("the server is back", PATIENCE, () -> changes.size() == soFar);
                StateChange gone = changes.get(soFar - 2);
                StateChange back = changes.get(soFar - 1);
                assertEquals(gone.backend(), back.backend(), "only one of them goes");
                assertTrue(back.to().active());
                shortest = Math.min(shortest, back.to().since().nanos() - gone.to().since().nanos());
            }
            assertTrue(shortest <= AWAY.toNanos(), "away for " + shortest / 1_000_000 + " ms at best");
            assertEquals(ROUNDS, one.received().size() + two.received().size(), "nobody sends it again");
        }
    }
}
