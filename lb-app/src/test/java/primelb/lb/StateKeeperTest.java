package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendUrl;
import primelb.core.balance.RoundRobin;
import primelb.core.pool.Pool;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.Await;
import primelb.core.testing.FakeTime;

/** When the registered servers are written down. */
@Timeout(20)
class StateKeeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final StateKeeper.Pace QUICK = new StateKeeper.Pace(Duration.ofMillis(1), Duration.ofMillis(20));

    private final FakeTime time = new FakeTime();
    private final Pool pool = new Pool(new Registry(100), new RoundRobin(), time, time, 0, Duration.ZERO);
    private final BlockingQueue<List<String>> writes = new LinkedBlockingQueue<>();
    private final Semaphore disk = new Semaphore(Integer.MAX_VALUE / 2);
    private final Logged logged = new Logged("primelb.lb");
    private volatile String trouble;
    private StateKeeper keeper;

    @AfterEach
    void close() {
        disk.release(1000);
        keeper.close();
        logged.close();
    }

    private void write(byte[] text) throws IOException {
        disk.acquireUninterruptibly();
        if (trouble != null) {
            throw new IOException(trouble);
        }
        writes.add(StateJson.read(text).stream().map(kept -> kept.announcement().id() + (kept.held() ? " held" : "")).toList());
    }

    private void start() {
        start(QUICK);
    }

    private void start(StateKeeper.Pace pace) {
        keeper = new StateKeeper(this::write, pool::backends, StateJson.write(List.of()), pace);
        pool.listen(keeper);
        keeper.start();
    }

    private Backend register(String id) {
        try {
            return pool.register(Announcement.of(BackendUrl.parse("http://" + id))).backend();
        } catch (RegistryFullException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> nextWrite() throws InterruptedException {
        return writes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void settled() throws InterruptedException {
        assertTrue(keeper.awaitWritten(PATIENCE));
    }

    @Test
    void writesWhoComesAndWhoGoes() throws InterruptedException {
        start();
        register("a");
        assertEquals(List.of("a"), nextWrite());
        register("b");
        assertEquals(List.of("a", "b"), nextWrite());

        pool.deregister(BackendUrl.parse("http://a"));

        assertEquals(List.of("b"), nextWrite());
    }

    @Test
    void whatIsWrittenAlreadyIsNotWrittenAgain() throws InterruptedException {
        start();
        Backend backend = register("a");
        settled();
        assertEquals(1, writes.size());

        register("a");
        pool.apply(backend, new BackendEvent.ProbesPassed(0));
        pool.apply(backend, new BackendEvent.ProbesFailed(1, "timeout"));
        settled();

        assertEquals(1, writes.size());
    }

    @Test
    void whoIsForgottenIsWrittenNoMore() throws InterruptedException {
        start();
        Backend backend = register("a");
        pool.apply(backend, new BackendEvent.ProbesFailed(0, "timeout"));
        settled();
        time.advance(Pool.FORGET_AFTER);

        pool.maintain();
        settled();

        assertEquals(List.of(), writes.stream().toList().getLast());
    }

    @Test
    void oneThatAnOperatorHoldsBackStaysInTheFile() throws Exception {
        start();
        Backend backend = register("a");
        assertEquals(List.of("a"), nextWrite());

        pool.hold(backend.url());
        assertEquals(List.of("a held"), nextWrite());

        pool.restore(backend);
        assertEquals(List.of("a"), nextWrite());
    }

    @Test
    void aNewAnnouncementIsWritten() throws Exception {
        start();
        register("a");
        settled();

        pool.register(new Announcement(BackendUrl.parse("http://a"), "renamed", 1, 1));
        settled();

        assertEquals(List.of(List.of("a"), List.of("renamed")), writes.stream().toList());
    }

    @Test
    void whatComesDuringAWriteIsWrittenTogetherAndNobodyWaitsForTheDisk() throws InterruptedException {
        disk.drainPermits();
        start();
        register("a");
        Await.until("the first write to begin", PATIENCE, disk::hasQueuedThreads);
        for (int k = 0; k < 50; k++) {
            register("b" + k);
        }
        assertFalse(keeper.awaitWritten(Duration.ofMillis(10)));

        disk.release(1000);
        settled();

        assertEquals(2, writes.size());
        assertEquals(51, writes.stream().toList().getLast().size());
    }

    @Test
    void writesKeepTheirDistance() throws InterruptedException {
        start(new StateKeeper.Pace(Duration.ofHours(1), Duration.ofHours(1)));
        settled();
        register("a");

        assertFalse(keeper.awaitWritten(Duration.ofMillis(50)));
        keeper.close();

        assertEquals(List.of(List.of("a")), writes.stream().toList());
    }

    @Test
    void aFaultIsLoggedOnceAndItsEndToo() throws InterruptedException {
        trouble = "No space left on device";
        start();
        register("a");
        settled();
        register("b");
        settled();
        trouble = "Read-only file system";
        register("c");
        settled();
        trouble = null;

        assertEquals(List.of("a", "b", "c"), nextWrite());
        // Other tests log at the same time.
        Await.until("the end to be logged", PATIENCE, () -> logged.linesWith("LB_STATE_FILE").size() == 3);
        String all = String.join("\n", logged.linesWith("LB_STATE_FILE"));
        assertTrue(all.matches("(?s)WARNING .*No space left.*\nWARNING .*Read-only.*\nINFO .*written again"), all);
    }

    @Test
    void theEndWritesWhatIsNotWrittenYet() throws InterruptedException {
        disk.drainPermits();
        start();
        register("a");
        Await.until("the first write to begin", PATIENCE, disk::hasQueuedThreads);
        register("b");
        disk.release(1000);

        keeper.close();

        assertEquals(List.of("a", "b"), writes.stream().toList().getLast());
    }

    @Test
    void waitsWithoutALimitWhileThereIsNothingToWrite() {
        start();
        Await.until("the thread waits for news", PATIENCE, () -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("lb-state") && thread.getState() == Thread.State.WAITING));
    }
}
