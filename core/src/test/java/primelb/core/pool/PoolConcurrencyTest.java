package primelb.core.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendState;
import primelb.core.backend.BackendUrl;
import primelb.core.balance.Candidate;
import primelb.core.balance.LeastInFlight;
import primelb.core.balance.Policy;
import primelb.core.balance.RoundRobin;
import primelb.core.forward.ForwardFailure;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.Await;
import primelb.core.testing.FakeTime;

/** What holds however many threads there are. */
@Timeout(30)
class PoolConcurrencyTest {
    private static final int THREADS = 50;
    private static final int TURNS = 10;

    private final FakeTime time = new FakeTime();

    private Pool pool(Policy policy) {
        return new Pool(new Registry(10), policy, time, time, Pool.DEFAULT_QUEUE, Duration.ZERO);
    }

    private static Backend active(Pool pool, String id, int maxInFlight) {
        try {
            Backend backend = pool.register(
                    new Announcement(new BackendUrl(id, 8000), id, maxInFlight, 1)).backend();
            pool.apply(backend, new BackendEvent.ProbesPassed(backend.status().generation()));
            return backend;
        } catch (RegistryFullException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs the task in that many threads, all started before the first goes on, and waits for their ends. */
    private static void inThreads(int count, Callable<?> task) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            for (int k = 0; k < count; k++) {
                ends.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
        }
        for (Future<?> end : ends) {
            end.get();
        }
    }

    @Test
    void roundRobinSharesExactly() throws Exception {
        Pool pool = pool(new RoundRobin());
        Backend one = active(pool, "one", 256);
        Backend two = active(pool, "two", 256);

        inThreads(THREADS, () -> {
            for (int turn = 0; turn < TURNS; turn++) {
                pool.lease(List.of()).orElseThrow().close();
            }
            return null;
        });

        assertEquals(List.of(250L, 250L), List.of(one.requests(), two.requests()));
        assertEquals(0, one.inFlight() + two.inFlight());
    }

    @Test
    void leastInFlightSharesExactlyWhatIsHeldTogether() throws Exception {
        Pool pool = pool(new LeastInFlight());
        Backend one = active(pool, "one", 256);
        Backend two = active(pool, "two", 256);
        CyclicBarrier together = new CyclicBarrier(THREADS);

        inThreads(THREADS, () -> {
            for (int turn = 0; turn < TURNS; turn++) {
                Lease lease = pool.lease(List.of()).orElseThrow();
                together.await();
                lease.close();
                together.await();
            }
            return null;
        });

        assertEquals(List.of(250L, 250L), List.of(one.requests(), two.requests()));
    }

    @Test
    void noBackendEverHasMoreThanItTakes() throws Exception {
        Pool pool = pool(new LeastInFlight());
        Map<Backend, AtomicInteger> held = new ConcurrentHashMap<>();
        held.put(active(pool, "three", 3), new AtomicInteger());
        held.put(active(pool, "one", 1), new AtomicInteger());
        AtomicInteger most = new AtomicInteger();
        AtomicInteger none = new AtomicInteger();

        inThreads(16, () -> {
            for (int turn = 0; turn < 2_000; turn++) {
                Optional<Lease> lease = pool.lease(List.of());
                if (lease.isEmpty()) {
                    none.incrementAndGet();
                    Thread.yield();
                    continue;
                }
                Backend backend = lease.get().backend();
                int here = held.get(backend).incrementAndGet();
                assertTrue(here <= backend.announcement().maxInFlight(), () -> here + " at " + backend);
                most.accumulateAndGet(here, Math::max);
                Thread.yield();
                held.get(backend).decrementAndGet();
                lease.get().close();
            }
            return null;
        });

        assertTrue(most.get() > 1, "nothing happened at the same time");
        held.keySet().forEach(backend -> assertEquals(0, backend.inFlight(), backend::toString));
        assertEquals(16 * 2_000, none.get() + held.keySet().stream().mapToLong(Backend::requests).sum());
    }

    @Test
    void endingOneLeaseInManyThreadsEndsItOnce() throws Exception {
        Pool pool = pool(new RoundRobin());
        Backend backend = active(pool, "one", 256);
        for (int round = 0; round < 50; round++) {
            Lease kept = pool.lease(List.of()).orElseThrow();
            Lease lease = pool.lease(List.of()).orElseThrow();
            AtomicInteger turn = new AtomicInteger();

            inThreads(8, () -> {
                if (turn.getAndIncrement() % 2 == 0) {
                    lease.close();
                } else {
                    lease.failed(ForwardFailure.CLIENT_GONE, "client gone");
                }
                return null;
            });

            assertEquals(1, backend.inFlight());
            kept.close();
        }
    }

    @Test
    void aBackendThatFailsForAllAtOnceIsEjectedOnce() throws Exception {
        Pool pool = pool(new RoundRobin());
        Backend backend = active(pool, "one", 256);
        AtomicInteger changes = new AtomicInteger();
        pool.listen(change -> changes.incrementAndGet());
        CyclicBarrier together = new CyclicBarrier(THREADS);

        inThreads(THREADS, () -> {
            Lease lease = pool.lease(List.of()).orElseThrow();
            together.await();
            lease.failed(ForwardFailure.NO_ANSWER, "reset");
            return null;
        });

        assertEquals(1, changes.get());
        assertEquals(List.of((long) THREADS, 0L), List.of(backend.failures(), (long) backend.inFlight()));
    }

    /** Lets another thread do something while this pool is just choosing. */
    private static final class Disturbed implements Policy {
        private final Policy policy = new RoundRobin();
        private Runnable meanwhile = () -> { };
        private Thread other;

        @Override
        public <C extends Candidate> Optional<C> choose(List<C> candidates, Predicate<? super C> eligible) {
            Optional<C> chosen = policy.choose(candidates, eligible);
            other = Thread.ofPlatform().start(meanwhile);
            Await.until("the other thread to end or to wait", Duration.ofSeconds(10), () ->
                    other.getState() == Thread.State.BLOCKED || other.getState() == Thread.State.TERMINATED);
            return chosen;
        }

        @Override
        public String name() {
            return "disturbed";
        }
    }

    @Test
    void noLeaseBeginsOnABackendThatHasDrained() throws Exception {
        Disturbed policy = new Disturbed();
        Pool pool = pool(policy);
        Backend backend = active(pool, "one", 256);
        policy.meanwhile = () -> pool.deregister(backend.url());

        Lease lease = pool.lease(List.of()).orElseThrow();
        policy.other.join();

        assertEquals(BackendState.DRAINING, backend.status().state());
        lease.close();
        assertEquals("server_down", backend.status().reason());
    }

    @Test
    void everyDrainEndsWhicheverThreadIsLast() throws Exception {
        for (int round = 0; round < 200; round++) {
            Pool pool = pool(new RoundRobin());
            Backend backend = active(pool, "one", 256);
            Lease lease = pool.lease(List.of()).orElseThrow();
            AtomicBoolean closing = new AtomicBoolean();

            inThreads(2, () -> {
                if (closing.compareAndSet(false, true)) {
                    lease.close();
                } else {
                    pool.deregister(backend.url());
                }
                return null;
            });

            assertEquals(BackendState.INACTIVE, backend.status().state());
        }
    }

    @Test
    void listenersAreCalledOutsideTheLock() throws Exception {
        Pool pool = pool(new RoundRobin());
        active(pool, "one", 256);
        Backend two = active(pool, "two", 256);
        CountDownLatch leased = new CountDownLatch(1);
        List<Boolean> seen = new ArrayList<>();
        pool.listen(change -> {
            Thread.ofPlatform().start(() -> pool.lease(List.of(two)).ifPresent(lease -> leased.countDown()));
            try {
                seen.add(leased.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        pool.apply(two, new BackendEvent.ProbesFailed(two.status().generation(), "timeout"));

        assertEquals(List.of(true), seen);
    }
}
