package primelb.core.balancer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;

/** The library as a program embeds it. */
@Timeout(30)
class BalancerExampleTest {
    @Test
    void fiveLinesAreABalancer() throws Exception {
        try (ScriptedBackend one = ScriptedBackend.start().usually(Behaviour.ok("one"));
                ScriptedBackend two = ScriptedBackend.start().usually(Behaviour.ok("two"))) {
            Set<String> answers = new TreeSet<>();
            try (Balancer balancer = Balancer.start(BalancerSettings.onLoopback(0))) {
                balancer.register(one.url()).join();
                balancer.register(two.url()).join();
                answers.add(get(balancer.address().getPort()));
                answers.add(get(balancer.address().getPort()));
            }
            assertEquals(Set.of("one", "two"), answers);
        }
    }

    private static String get(int port) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
