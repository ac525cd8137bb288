package primelb.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendUrl;
import primelb.core.balance.JoinIdle;
import primelb.core.balance.LeastInFlight;
import primelb.core.balance.Mix;
import primelb.core.balance.PeakEwma;
import primelb.core.balance.Policy;
import primelb.core.balance.Rendezvous;
import primelb.core.balance.WeightedRoundRobin;
import primelb.core.forward.ForwardFailure;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.FakeTime;

/** What policies get from the pool, and what the pool makes of their choices. */
class PoolPolicyTest {
    private final FakeTime time = new FakeTime();

    private Pool pool(Policy policy) {
        return new Pool(new Registry(10), policy, time, time, Pool.DEFAULT_QUEUE, Duration.ZERO);
    }

    private static Backend active(Pool pool, String id, int maxInFlight, int weight) throws RegistryFullException {
        Backend backend = pool.register(new Announcement(new BackendUrl(id, 8000), id, maxInFlight, weight)).backend();
        pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
        return backend;
    }

    private static Lease lease(Pool pool, OptionalLong key) {
        return pool.lease(List.of(), key).orElseThrow();
    }

    @Test
    void theTimeOfALeaseIsWhatALearningPolicyLearnsFrom() throws Exception {
        Pool pool = pool(new PeakEwma(new SplittableRandom(1), time::nanos));
        Backend slow = active(pool, "slow", 256, 1);
        Backend fast = active(pool, "fast", 256, 1);
        for (int request = 0; request < 20; request++) {
            Lease lease = lease(pool, OptionalLong.empty());
            time.advance(Duration.ofMillis(lease.backend() == slow ? 200 : 10));
            lease.close();
        }

        assertTrue(fast.requests() >= 18, () -> fast.requests() + " of 20 to the fast one");
        assertEquals(0, slow.inFlight() + fast.inFlight());
    }

    @Test
    void aRequestThatFailsQuicklyDoesNotMakeItsServerLookFast() throws Exception {
        Pool pool = pool(new PeakEwma(new SplittableRandom(1), time::nanos));
        Backend one = active(pool, "one", 256, 1);
        Backend two = active(pool, "two", 256, 1);
        for (Backend each : List.of(one, two)) {
            Lease lease = pool.lease(each == one ? List.of(two) : List.of(one)).orElseThrow();
            time.advance(Duration.ofMillis(each == one ? 10 : 50));
            lease.close();
        }
        pool.lease(List.of(one)).orElseThrow().failed(ForwardFailure.STALE_CONNECTION, "closed");

        assertSame(one, lease(pool, OptionalLong.empty()).backend());
    }

    @Test
    void theSameKeyGoesToTheSameServerAndToTheNextInRankWhileThatIsFullOrGone() throws Exception {
        Pool pool = pool(new Rendezvous());
        List<Backend> all = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d")) {
            all.add(active(pool, id, 1, 1));
        }
        OptionalLong key = OptionalLong.of(Mix.of("/prime/524287"));
        Lease first = lease(pool, key);
        Lease second = lease(pool, key);
        assertNotSame(first.backend(), second.backend());
        first.close();
        assertSame(first.backend(), lease(pool, key).backend(), "it has room again");
        pool.apply(first.backend(), new BackendEvent.ProbesFailed(first.backend().status().generation(), "refused"));
        second.close();
        assertSame(second.backend(), lease(pool, key).backend(), "the first in rank has gone");
        assertTrue(pool.looksAtKeys());
    }

    @Test
    void aRestartedServerWithAnotherAddressKeepsItsKeys() throws Exception {
        Pool pool = pool(new Rendezvous());
        Backend before = active(pool, "a", 256, 1);
        active(pool, "b", 256, 1);
        Backend after = pool.register(new Announcement(new BackendUrl("elsewhere", 8000), "a", 256, 1)).backend();

        assertNotSame(before, after);
        assertEquals(before.identity(), after.identity());
    }

    @Test
    void whereServersTakeOneAtOnceWhoeverBecomesIdleGetsTheFirstInLine() throws Exception {
        Pool pool = pool(new JoinIdle(new SplittableRandom(1)));
        active(pool, "one", 1, 1);
        active(pool, "two", 1, 1);
        Lease one = lease(pool, OptionalLong.empty());
        Lease two = lease(pool, OptionalLong.empty());
        List<Optional<Lease>> ended = new ArrayList<>();
        pool.queue(List.of(), OptionalLong.empty()).orElseThrow().onEnd(ended::add);
        Place last = pool.queue(List.of()).orElseThrow();
        last.onEnd(ended::add);
        assertEquals(2, pool.waiting());

        two.close();
        assertEquals(1, ended.size());
        assertSame(two.backend(), ended.getFirst().orElseThrow().backend());
        last.leave();
        assertEquals(Optional.empty(), ended.getLast());
        one.close();
        assertEquals(0, pool.waiting());
    }

    @Test
    void anotherWeightHoldsFromItsAnnouncementOn() throws Exception {
        for (Policy policy : List.of(new WeightedRoundRobin(), new LeastInFlight())) {
            Pool pool = pool(policy);
            Backend light = active(pool, "light", 10_000, 1);
            Backend heavy = active(pool, "heavy", 10_000, 1);
            lease(pool, OptionalLong.empty()).close();
            List<Backend> before = pool.backends();
            assertFalse(pool.register(light.announcement()).changed());
            assertSame(before, pool.backends(), "a heartbeat that says nothing new leaves the list as it is");
            pool.register(new Announcement(heavy.url(), "heavy", 10_000, 3));
            assertNotSame(before, pool.backends());
            long already = heavy.requests();
            for (int request = 0; request < 400; request++) {
                lease(pool, OptionalLong.empty());
            }

            assertEquals(300, heavy.requests() - already, 1, policy.name());
        }
    }
}
