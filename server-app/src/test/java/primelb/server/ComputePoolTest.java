package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import primelb.core.prime.PrimeResult;
import primelb.core.testing.Await;
import primelb.core.testing.FakeTime;

@Timeout(20)
class ComputePoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final PrimeResult.Decided PRIME = PrimeResult.Decided.proven(true);

    private static final BooleanSupplier WANTED = () -> false;

    private final FakeTime time = new FakeTime();
    private final ComputePool pool = pool(1, 2);
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        pool.close();
    }

    @Test
    void tellsTheResultAndHowLongTheComputationTook() throws InterruptedException {
        Outcome outcome = pool.compute(stop -> {
            time.advance(Duration.ofNanos(1_500_999));
            return PrimeResult.Decided.proven(false);
        }, in(Duration.ofSeconds(1)), WANTED);
        assertEquals(new Outcome.Answered(PrimeResult.Decided.proven(false), 1_500), outcome);
        assertEquals(new PoolStats(1, 0, 0, 0, 0), pool.stats());
    }

    @Test
    void computesInTheOrderOfArrival() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Outcome>> all = new ArrayList<>(List.of(occupy()));
        for (int i = 1; i <= 2; i++) {
            int number = i;
            all.add(submit(stop -> {
                order.add(number);
                return PRIME;
            }, Duration.ofSeconds(60)));
            awaitQueued(i);
        }
        release.countDown();
        for (CompletableFuture<Outcome> one : all) {
            assertInstanceOf(Outcome.Answered.class, one.get(5, TimeUnit.SECONDS));
        }
        assertEquals(List.of(1, 2), order);
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() throws Exception {
        occupy();
        submit(stop -> PRIME, Duration.ofSeconds(60));
        submit(stop -> PRIME, Duration.ofSeconds(60));
        awaitQueued(2);
        assertEquals(new Outcome.QueueFull(), pool.compute(stop -> PRIME, in(Duration.ofSeconds(60)), WANTED));
        assertEquals(new PoolStats(0, 1, 0, 2, 1), pool.stats());
    }

    @Test
    void neverStartsWhatIsPastItsDeadline() throws Exception {
        occupy();
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<Outcome> late = submit(stop -> {
            ran.set(true);
            return PRIME;
        }, Duration.ofSeconds(60));
        awaitQueued(1);
        time.advance(Duration.ofSeconds(60));
        release.countDown();
        assertEquals(new Outcome.DeadlinePassed(), late.get(5, TimeUnit.SECONDS));
        assertFalse(ran.get());
    }

    @Test
    void answersAtTheDeadlineAlthoughNoThreadIsFree() throws Exception {
        occupy();
        assertEquals(new Outcome.DeadlinePassed(), pool.compute(stop -> PRIME, in(Duration.ofMillis(20)), WANTED));
        assertEquals(0, pool.stats().queued(), "its place in the queue");
    }

    @Test
    void stopsAComputationAtItsDeadline() throws InterruptedException {
        assertEquals(new Outcome.DeadlinePassed(), pool.compute(untilStopped(), in(Duration.ofSeconds(7)), WANTED));
        assertEquals(1, pool.stats().abandoned());
    }

    @Test
    void stopsAComputationAtTheLimit() throws InterruptedException {
        assertEquals(new Outcome.TooMuchWork(), pool.compute(untilStopped(), in(Duration.ofSeconds(60)), WANTED));
        assertEquals(new PoolStats(0, 0, 1, 0, 0), pool.stats());
    }

    @Test
    void theLimitCountsFromTheStartOfTheComputation() throws Exception {
        occupy();
        CompletableFuture<Outcome> waiting = submit(stop -> stop.stopped() ? new PrimeResult.Stopped() : PRIME,
                Duration.ofSeconds(60));
        awaitQueued(1);
        time.advance(Duration.ofSeconds(40));
        release.countDown();
        assertEquals(new Outcome.Answered(PRIME, 0), waiting.get(5, TimeUnit.SECONDS));
    }

    @Test
    void stopsAComputationThatNobodyWaitsForAnyMore() throws Exception {
        CountDownLatch noticed = new CountDownLatch(1);
        Thread waiter = Thread.ofVirtual().start(() -> assertThrows(InterruptedException.class,
                () -> pool.compute(stop -> {
                    started.countDown();
                    while (!stop.stopped()) {
                        Thread.onSpinWait();
                    }
                    noticed.countDown();
                    return new PrimeResult.Stopped();
                }, in(Duration.ofSeconds(60)), WANTED)));
        assertTrue(started.await(5, TimeUnit.SECONDS));
        waiter.interrupt();
        assertTrue(noticed.await(5, TimeUnit.SECONDS));
    }

    @Test
    void stopsAComputationWhoseClientHasLeft() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        assertEquals(new Outcome.Unwanted(), pool.compute(stop -> {
            while (!stop.stopped()) {
                Thread.onSpinWait();
            }
            stopped.countDown();
            return new PrimeResult.Stopped();
        }, in(Duration.ofSeconds(60)), () -> true));
        assertTrue(stopped.await(5, TimeUnit.SECONDS));
        assertEquals(1, pool.stats().abandoned());
    }

    @Test
    void aClientThatLeavesFreesItsPlaceInTheQueue() throws Exception {
        occupy();
        assertEquals(new Outcome.Unwanted(), pool.compute(stop -> PRIME, in(Duration.ofSeconds(60)), () -> true));
        assertEquals(new PoolStats(0, 0, 1, 0, 1), pool.stats());
    }

    @Test
    void doesNotLookAfterTheClientOfAQuickRequest() throws InterruptedException {
        Outcome outcome = pool.compute(stop -> PRIME, in(Duration.ofSeconds(60)), () -> {
            throw new AssertionError("looked");
        });
        assertEquals(new Outcome.Answered(PRIME, 0), outcome);
    }

    @Test
    void aFailedComputationFailsItsRequestAndNoOther() throws InterruptedException {
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> pool.compute(stop -> {
            throw new ArithmeticException("no");
        }, in(Duration.ofSeconds(60)), WANTED));
        assertInstanceOf(ArithmeticException.class, failure.getCause());
        assertEquals(new Outcome.Answered(PRIME, 0), pool.compute(stop -> PRIME, in(Duration.ofSeconds(60)), WANTED));
    }

    @Test
    void closingAnswersWhatRunsAndWhatWaits() throws Exception {
        CompletableFuture<Outcome> running = submit(stop -> {
            started.countDown();
            while (!stop.stopped()) {
                Thread.onSpinWait();
            }
            return new PrimeResult.Stopped();
        }, Duration.ofSeconds(60));
        assertTrue(started.await(5, TimeUnit.SECONDS));
        CompletableFuture<Outcome> waiting = submit(stop -> PRIME, Duration.ofSeconds(60));
        awaitQueued(1);
        pool.close();
        assertEquals(new Outcome.Stopping(), running.get(5, TimeUnit.SECONDS));
        assertEquals(new Outcome.Stopping(), waiting.get(5, TimeUnit.SECONDS));
        assertEquals(new Outcome.Stopping(), pool.compute(stop -> PRIME, in(Duration.ofSeconds(60)), WANTED));
    }

    @Test
    void usesAsManyThreadsAsItHas() throws Exception {
        try (ComputePool two = pool(2, 1)) {
            CountDownLatch both = new CountDownLatch(2);
            ComputePool.Job meet = stop -> {
                both.countDown();
                awaitUninterrupted(both);
                return PRIME;
            };
            CompletableFuture<Outcome> one = submit(two, meet, Duration.ofSeconds(60));
            CompletableFuture<Outcome> other = submit(two, meet, Duration.ofSeconds(60));
            assertInstanceOf(Outcome.Answered.class, one.get(5, TimeUnit.SECONDS));
            assertInstanceOf(Outcome.Answered.class, other.get(5, TimeUnit.SECONDS));
        }
    }

    /** Takes the only thread until {@link #release}. */
    private CompletableFuture<Outcome> occupy() throws InterruptedException {
        CompletableFuture<Outcome> outcome = submit(stop -> {
            started.countDown();
            awaitUninterrupted(release);
            return PRIME;
        }, Duration.ofHours(1));
        assertTrue(started.await(5, TimeUnit.SECONDS));
        return outcome;
    }

    /** Lets a tenth of a second pass between two looks at the stop signal. */
    private ComputePool.Job untilStopped() {
        return stop -> {
            while (!stop.stopped()) {
                time.advance(Duration.ofMillis(100));
            }
            return new PrimeResult.Stopped();
        };
    }

    private CompletableFuture<Outcome> submit(ComputePool.Job job, Duration deadline) {
        return submit(pool, job, deadline);
    }

    private CompletableFuture<Outcome> submit(ComputePool to, ComputePool.Job job, Duration deadline) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(to.compute(job, in(deadline), WANTED));
            } catch (InterruptedException | RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    private void awaitQueued(int count) {
        Await.until(count + " in the queue", PATIENCE, () -> pool.stats().queued() == count);
    }

    private long in(Duration duration) {
        return time.nanos() + duration.toNanos();
    }

    private ComputePool pool(int workers, int queue) {
        return new ComputePool(workers, queue, Duration.ofSeconds(30), time,
                Thread.ofPlatform().daemon().name("compute-", 1).factory());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
