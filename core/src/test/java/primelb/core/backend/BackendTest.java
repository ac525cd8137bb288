package primelb.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.FakeTime;

class BackendTest {
    private static final BackendUrl URL = new BackendUrl("h", 8000);

    private final FakeTime time = new FakeTime();
    private final Backend backend = new Backend(new Announcement(URL, "one", 2, 3), time.moment());

    @Test
    void beginsNewAndWithoutARequest() {
        assertEquals(BackendState.NEW, backend.status().state());
        assertEquals(FakeTime.START, backend.registeredAt());
        assertEquals(Optional.empty(), backend.lastRequest());
        assertEquals(Optional.empty(), backend.lastProbe());
        assertEquals(List.of(0L, 0L, 0L), List.of((long) backend.inFlight(), backend.requests(), backend.failures()));
        assertEquals(time.nanos(), backend.lastActivityNanos());
    }

    @Test
    void countsRequestsAndKnowsWhenItIsFull() {
        backend.requestStarted(time.millis(), time.nanos());
        assertFalse(backend.full());
        backend.requestStarted(time.millis(), time.nanos());
        assertTrue(backend.full());

        assertEquals(1, backend.requestFinished());

        assertFalse(backend.full());
        assertEquals(2, backend.requests());
        assertEquals(1, backend.inFlight());
    }

    @Test
    void theLastRequestIsTheOneThatWasStartedLast() {
        backend.requestStarted(time.millis(), time.nanos());
        time.advance(Duration.ofMillis(1500));
        backend.requestStarted(time.millis(), time.nanos());
        time.advance(Duration.ofSeconds(5));
        backend.requestFinished();

        assertEquals(Optional.of(FakeTime.START.plusMillis(1500)), backend.lastRequest());
    }

    @Test
    void silenceIsCountedFromTheFirstRequestThatIsOwedAnAnswer() {
        time.advance(Duration.ofSeconds(60));
        long first = time.nanos();
        backend.requestStarted(time.millis(), first);
        time.advance(Duration.ofSeconds(2));
        backend.requestStarted(time.millis(), time.nanos());
        assertEquals(first, backend.lastActivityNanos());

        backend.responding(time.nanos());

        assertEquals(time.nanos(), backend.lastActivityNanos());
    }

    @Test
    void probesChangeNothingThatRequestsCount() {
        long activity = backend.lastActivityNanos();
        time.advance(Duration.ofSeconds(1));

        backend.probed(new ProbeRecord(time.instant(), true, "200 in 1 ms"));

        assertEquals(Optional.empty(), backend.lastRequest());
        assertEquals(0, backend.requests());
        assertEquals(activity, backend.lastActivityNanos());
        assertEquals("200 in 1 ms", backend.lastProbe().orElseThrow().detail());
    }

    @Test
    void takesANewerAnnouncementOfItsOwnUrlOnly() {
        backend.announce(new Announcement(URL, "two", 5, 7), time.moment());

        assertEquals(List.of("two", "7"), List.of(backend.id(), Integer.toString(backend.weight())));
        assertThrows(IllegalArgumentException.class,
                () -> backend.announce(Announcement.of(new BackendUrl("other", 8000)), time.moment()));
    }

    @Test
    void tellsAChangeWithItsCause() {
        StateChange change = backend.apply(new BackendEvent.ProbesFailed(0, "timeout"), time.moment()).orElseThrow();

        assertEquals("probe failed: timeout", change.cause());
        assertEquals(BackendState.NEW, change.from().state());
        assertEquals(BackendState.INACTIVE, change.to().state());
        assertEquals(Optional.empty(), backend.apply(new BackendEvent.ProbesFailed(1, "refused"), time.moment()));
        assertEquals("refused", backend.status().reason());
    }

    @Test
    @Timeout(20)
    void ofManyResultsOfOneGenerationExactlyOneCounts() throws Exception {
        int threads = 8;
        int rounds = 40;
        CyclicBarrier together = new CyclicBarrier(threads);
        List<StateChange> changes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < rounds; round++) {
                long generation = backend.status().generation();
                // Half of the rounds bring it up, half take it down.
                BackendEvent event = backend.status().active()
                        ? new BackendEvent.RequestFailed(generation, "reset", true)
                        : new BackendEvent.ProbesPassed(generation);
                Callable<Optional<StateChange>> apply = () -> {
                    together.await();
                    return backend.apply(event, time.moment());
                };
                List<Future<Optional<StateChange>>> results = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    results.add(executor.submit(apply));
                }
                for (Future<Optional<StateChange>> result : results) {
                    result.get().ifPresent(changes::add);
                }
            }
        }
        assertEquals(rounds, changes.size());
        assertEquals(rounds, backend.status().generation());
    }
}
