package primelb.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendUrl;
import primelb.core.balance.LeastInFlight;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.FakeTime;

/** A backend that answers with errors is idle most of the time, and still gets no more than its share. */
class FairShareTest {
    private final FakeTime time = new FakeTime();
    private final Pool pool =
            new Pool(new Registry(10), new LeastInFlight(), time, time, Pool.DEFAULT_QUEUE, Duration.ZERO);

    private Backend active(String id, int maxInFlight, int weight) {
        try {
            Backend backend = pool.register(new Announcement(BackendUrl.parse("http://" + id), id, maxInFlight, weight))
                    .backend();
            pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
            return backend;
        } catch (RegistryFullException e) {
            throw new AssertionError(e);
        }
    }

    private Lease lease() {
        return pool.lease(List.of()).orElseThrow();
    }

    private static void answer(Lease lease, boolean error) {
        lease.answered(error ? 500 : 200, lease.startedNanos());
        lease.close();
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 1", "3, 1, 1", "10, 1, 1", "2, 3, 1", "2, 1, 3"})
    void whoOnlyErrsGetsItsShareAtMost(int backends, int weight, int weightOfOthers) {
        Backend erring = active("erring", 256, weight);
        for (int i = 1; i < backends; i++) {
            active("good" + i, 256, weightOfOthers);
        }
        List<Lease> held = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            Lease lease = lease();
            if (lease.backend() == erring) {
                answer(lease, true);
            } else {
                // The others are slow: each has twenty in flight.
                held.add(lease);
                if (held.size() > 20 * (backends - 1)) {
                    answer(held.removeFirst(), false);
                }
            }
        }
        double share = (double) weight / (weight + (backends - 1) * weightOfOthers);
        assertTrue(erring.requests() <= 1_000 * share, erring.requests() + " of 1000, its share is " + share);
        assertTrue(erring.requests() >= 1_000 * share / 20, "it is asked now and then: " + erring.requests());
    }

    @Test
    void theFirstGoodAnswerEndsTheWaiting() {
        Backend erring = active("erring", 256, 1);
        active("good", 256, 1);
        answer(lease(), true);
        lease();
        Lease next = lease();
        assertSame(erring, next.backend());
        answer(next, false);

        assertSame(erring, lease().backend(), "the less loaded one");
    }

    @Test
    void waitsForASecondAtMost() {
        Backend erring = active("erring", 256, 1);
        active("good", 1, 1);
        answer(lease(), true);
        lease();
        answer(lease(), true);
        assertEquals(Optional.empty(), pool.lease(List.of()), "the other one is full, and has precedence");

        time.advance(Duration.ofSeconds(1));

        assertSame(erring, lease().backend());
    }

    @Test
    void waitsForNobodyWhereItIsTheOnlyOne() {
        Backend erring = active("erring", 256, 1);
        Backend good = active("good", 1, 1);
        answer(lease(), true);
        assertSame(erring, pool.lease(List.of(good)).orElseThrow().backend(), "this request has tried the other one");

        pool.deregister(good.url());

        answer(lease(), true);
        answer(lease(), true);
    }

    @Test
    void whereAllErrAllTakeTurns() {
        List<Backend> all = List.of(active("a", 256, 1), active("b", 256, 1), active("c", 256, 1));
        for (int i = 0; i < 300; i++) {
            answer(lease(), true);
        }
        all.forEach(each -> assertEquals(100, each.requests(), 2, each::toString));
    }

    @Test
    void aChangeOfStateEndsTheWaiting() {
        Backend erring = active("erring", 256, 1);
        active("good", 256, 1);
        for (int i = 0; i < 10; i++) {
            answer(pool.lease(List.of(pool.backends().get(1))).orElseThrow(), true);
        }
        pool.apply(erring, new BackendEvent.ProbesFailed(erring.status().generation(), "timeout"));
        pool.apply(erring, new BackendEvent.ProbesPassed(erring.status().generation()));
        lease();
        assertSame(erring, lease().backend());
    }
}
