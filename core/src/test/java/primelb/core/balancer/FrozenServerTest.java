package primelb.core.balancer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.health.ProbeSchedule;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;

/** A server that freezes with requests in flight costs its clients seconds, not the timeout of an answer. */
@Timeout(30)
class FrozenServerTest {
    private static BalancerSettings settings() {
        BalancerSettings standard = BalancerSettings.onLoopback(0);
        ProbeSchedule quick = new ProbeSchedule(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(100),
                Duration.ofSeconds(2));
        return new BalancerSettings(standard.address(), standard.policy(), standard.traffic(), quick,
                Duration.ofMillis(300), standard.thresholds(), standard.maxServers(), standard.queue(),
                standard.hold());
    }

    private static CompletableFuture<String> get(HttpClient client, Balancer balancer) {
        HttpRequest request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + balancer.address().getPort() + "/")).build();
        // Half of the time after which an answer is given up.
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body)
                .orTimeout(15, TimeUnit.SECONDS);
    }

    @Test
    void aGetThatItOwesAnAnswerGoesToAnotherServer() throws Exception {
        try (ScriptedBackend frozen = ScriptedBackend.start();
                ScriptedBackend other = ScriptedBackend.start().usually(Behaviour.ok("other"));
                Balancer balancer = Balancer.start(settings());
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            balancer.register(frozen.url()).join();
            frozen.usually(Behaviour.stall()).health(Behaviour.stall());
            CompletableFuture<String> answer = get(client, balancer);
            frozen.awaitReceived(1);
            balancer.register(other.url()).join();

            assertEquals("other", answer.join());
            assertFalse(balancer.pool().backends().getFirst().status().active());
        }
    }

    @Test
    void aGetStaysWithAServerThatSaysItIsStopping() throws Exception {
        try (ScriptedBackend stopping = ScriptedBackend.start().usually(Behaviour.of(new Behaviour.ReadBody(),
                        new Behaviour.Hold(), Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate")));
                ScriptedBackend other = ScriptedBackend.start();
                Balancer balancer = Balancer.start(settings());
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            balancer.register(stopping.url()).join();
            CompletableFuture<String> answer = get(client, balancer);
            stopping.awaitReceived(1);
            balancer.register(other.url()).join();
            stopping.health(Behaviour.answer(503, "stopping"));

            // The second one comes after the first has been understood.
            int before = stopping.probes().size();
            stopping.awaitProbes(before + 2);

            assertFalse(balancer.pool().backends().getFirst().status().active());
            stopping.proceed();
            assertEquals("late", answer.join());
            assertEquals(0, other.received().size());
        }
    }
}
