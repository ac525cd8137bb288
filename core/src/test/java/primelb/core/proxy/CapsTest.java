package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.balance.LeastInFlight;
import primelb.core.pool.Pool;
import primelb.core.registry.Registry;
import primelb.core.time.SystemTime;

/** No backend gets more at once than it takes, whatever fails, is tried again, waits or goes elsewhere. */
@Timeout(60)
class CapsTest {
    private static final int BACKENDS = 3;
    private static final int CAP = 2;
    private static final int CLIENTS = 30;
    private static final int ROUNDS = 50;

    @Test
    void holdWhileRequestsFailAndAreTriedAgain() throws Exception {
        Pool pool = new Pool(new Registry(BACKENDS), new LeastInFlight(), SystemTime.wallClock(), SystemTime.ticker(),
                CLIENTS, Duration.ofSeconds(5));
        // Each is probed as soon as it is ejected, and passes.
        pool.listen(change -> probePassed(pool, change.backend()));
        List<FlakyBackend> flaky = new ArrayList<>();
        try (ProxyFixture fixture = new ProxyFixture(ProxySettings.defaults("primelb-test"), 0, pool);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 1; number <= BACKENDS; number++) {
                flaky.add(new FlakyBackend(number));
                fixture.activate(flaky.getLast().url());
                fixture.limit(number, CAP);
            }
            List<Future<Integer>> answered = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                answered.add(threads.submit(() -> getAll(fixture)));
            }
            int ok = 0;
            for (Future<Integer> each : answered) {
                ok += each.get();
            }
            fixture.awaitQuiet();
            flaky.forEach(backend -> assertEquals(CAP, backend.most(), "at once at " + backend.url()));
            ProxyStats stats = fixture.proxy().stats();
            assertEquals(CLIENTS * ROUNDS, stats.requests());
            assertEquals(stats.requests() + stats.retries(), stats.attempts());
            assertEquals(stats.attempts(), pool.backends().stream().mapToLong(Backend::requests).sum());
            assertTrue(stats.retries() > 50, "retries: " + stats.retries());
            assertTrue(ok > CLIENTS * ROUNDS * 0.8, "answered with 200: " + ok);
        } finally {
            for (FlakyBackend backend : flaky) {
                backend.close();
            }
        }
    }

    private static void probePassed(Pool pool, Backend backend) {
        pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
    }

    private static int getAll(ProxyFixture fixture) throws IOException {
        int ok = 0;
        try (RawClient client = fixture.client()) {
            for (int i = 0; i < ROUNDS; i++) {
                int status = client.get("/").status();
                assertTrue(List.of(200, 502, 503).contains(status), "status " + status);
                ok += status == 200 ? 1 : 0;
            }
        }
        return ok;
    }
}
