package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.balance.RoundRobin;
import primelb.core.forward.RetryRules;
import primelb.core.pool.Pool;
import primelb.core.registry.Registry;
import primelb.core.testing.Behaviour;
import primelb.core.testing.FakeTime;

/** Every backend passes its health checks and fails every request, for a minute of virtual time. */
@Timeout(60)
class AllFailingTest {
    private static final int SECONDS = 60;
    private static final int EACH_SECOND = 30;
    /** Small, so that it is the share of requests that matters. */
    private static final RetryRules RULES = new RetryRules(2, 20, 1, 5);

    private final FakeTime time = new FakeTime();

    @Test
    void retriesDoNotMultiplyTheLoadOfBackendsThatAllFail() throws IOException {
        ProxySettings settings = ProxySettings.defaults("primelb-test").with(RULES);
        Pool pool = new Pool(new Registry(3), new RoundRobin(), time, time, 0, Duration.ZERO);
        try (ProxyFixture fixture = new ProxyFixture(settings, 3, pool, time, time);
                RawClient client = fixture.client()) {
            for (int number = 1; number <= 3; number++) {
                fixture.backend(number).usually(Behaviour.reset());
            }
            for (int second = 0; second < SECONDS; second++) {
                for (int i = 0; i < EACH_SECOND; i++) {
                    assertEquals(502, client.get("/").status());
                    fixture.pool().backends().forEach(backend -> probePassed(fixture, backend));
                }
                time.advance(Duration.ofSeconds(1));
            }
            fixture.awaitQuiet();
            check(fixture.proxy().stats());
        }
    }

    private static void probePassed(ProxyFixture fixture, Backend backend) {
        fixture.pool().apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
    }

    private static void check(ProxyStats stats) {
        long requests = SECONDS * EACH_SECOND;
        long windows = SECONDS / 10;
        assertEquals(requests, stats.requests());
        assertEquals(requests + stats.retries(), stats.attempts());
        double most = 1.2 * requests + SECONDS * RULES.perSecond() + windows * RULES.reserve();
        assertTrue(stats.attempts() <= most, stats.attempts() + " attempts, at most " + most);
        assertTrue(stats.retries() > 0.15 * requests, "retries: " + stats.retries());
        assertTrue(stats.retriesRefused() > 0.5 * requests, "refused: " + stats.retriesRefused());
    }
}
