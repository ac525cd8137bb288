package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.http.Field;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ScriptedBackend;

@Timeout(30)
class LbMetricsTest {
    private final LbFixture lb = LbFixture.start(Map.of());

    @AfterEach
    void close() {
        lb.close();
    }

    private String metrics() {
        return lb.adminGet("/metrics").body();
    }

    private void awaitSample(String sample) {
        Await.until(sample, Duration.ofSeconds(10), () -> metrics().contains(sample + "\n"));
    }

    @Test
    void requestsAreCountedByServerAndClassOfStatus() {
        lb.active("server1").then(Behaviour.ok("a"), Behaviour.answer(404, "b"), Behaviour.answer(500, "c"));
        for (int i = 0; i < 3; i++) {
            lb.traffic("/");
        }
        awaitSample("primelb_requests_total{code=\"5xx\"} 1");
        awaitSample("primelb_requests_total{code=\"4xx\"} 1");
        awaitSample("primelb_server_responses_total{server=\"server1\",code=\"2xx\"} 1");
        awaitSample("primelb_server_response_duration_seconds_count{server=\"server1\"} 3");
        awaitSample("primelb_request_duration_seconds_count 3");
        awaitSample("primelb_server_probes_total{server=\"server1\",outcome=\"passed\"} 1");
        awaitSample("primelb_servers{state=\"active\"} 1");
    }

    @Test
    void failuresRetriesAndEjectionsAreCountedByCause() {
        ScriptedBackend failing = lb.active("failing").usually(Behaviour.closeUnanswered());
        ScriptedBackend good = lb.active("good").usually(Behaviour.ok("a"));
        for (int i = 0; i < 2; i++) {
            assertEquals(200, lb.traffic("/").status());
        }
        assertEquals(1, failing.received().size());
        assertEquals(2, good.received().size());
        awaitSample("primelb_server_failures_total{server=\"failing\",cause=\"closed without an answer\"} 1");
        awaitSample("primelb_server_ejections_total{server=\"failing\",cause=\"request: closed without an answer\"} 1");
        awaitSample("primelb_server_retries_total{server=\"good\"} 1");
        awaitSample("primelb_retries_total 1");
    }

    @Test
    void theSeriesOfAServerGoWithIt() {
        lb.active("former");
        assertTrue(metrics().contains("server=\"former\""));
        // Another one that calls itself the same takes its place.
        lb.active("former");
        assertEquals(1, metrics().lines().filter(line -> line.startsWith("primelb_server_info")).count());
    }

    @Test
    void noSampleComesTwiceAndNamesCannotForgeOne() {
        lb.active("a\\\",url=\\\"}1");
        lb.active("b");
        lb.traffic("/");
        Set<String> seen = new HashSet<>();
        for (String line : metrics().lines().toList()) {
            assertTrue(line.startsWith("#") || line.matches("[a-z_]+(\\{([a-z]+=\"([^\"\\\\]|\\\\.)*\",?)+})? \\S+"), line);
            assertTrue(line.startsWith("#") || seen.add(line.substring(0, line.lastIndexOf(' '))), line);
        }
        assertFalse(seen.isEmpty());
    }

    @Test
    void openMetricsIsGivenToWhomAsksForIt() {
        Answer answer = lb.admin("GET", "/metrics",
                List.of(new Field("Accept", "application/openmetrics-text; version=1.0.0")), new byte[0]);
        assertTrue(answer.body().endsWith("\n# EOF\n"));
        assertTrue(answer.response().field("Content-Type").orElseThrow().startsWith("application/openmetrics-text"));
        Answer plain = lb.adminGet("/metrics");
        assertTrue(plain.response().field("Content-Type").orElseThrow().startsWith("text/plain; version=0.0.4"));
        assertFalse(plain.body().contains("# EOF"));
    }
}
