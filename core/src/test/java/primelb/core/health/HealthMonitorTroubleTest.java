package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendState;
import primelb.core.testing.Await;

/** What goes wrong in the balancer itself neither stops the probing nor is held against a server. */
class HealthMonitorTroubleTest {
    private final MonitorFixture fixture = new MonitorFixture();

    @Test
    void aProbeThatThrowsIsTriedAgainAndEjectsNobody() {
        Backend backend = fixture.add("a");
        fixture.look();
        fixture.answers(backend, () -> {
            throw new IllegalStateException("a bug");
        });
        fixture.run(Duration.ofSeconds(10));
        assertTrue(backend.status().active());
        assertTrue(fixture.probes.size() > 10, () -> "probes: " + fixture.probes);

        fixture.fails(backend, "timeout");
        fixture.run(Duration.ofMillis(100));

        assertFalse(backend.status().active());
    }

    @Test
    void anErrorOfAProbeDoesNotEndTheProbing() {
        Backend backend = fixture.add("a");
        fixture.answers(backend, () -> {
            throw new StackOverflowError();
        });
        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(backend, false);
        assertThrows(StackOverflowError.class, fixture::look);
        assertEquals(new ProbeResult.Unknown("the probe broke off"), asked.resultNow());

        fixture.passes(backend);
        fixture.run(Duration.ofMillis(100));

        assertTrue(backend.status().active());
    }

    @Test
    void aProbeThatCouldNotBeMadeChangesNothing() {
        Backend active = fixture.add("active");
        Backend down = fixture.add("down");
        fixture.fails(down, "timeout");
        fixture.look();
        fixture.events.clear();
        List.of(active, down).forEach(backend ->
                fixture.answers(backend, () -> new ProbeResult.Unknown("local error")));

        fixture.run(Duration.ofSeconds(30));

        assertTrue(active.status().active());
        assertEquals("timeout", down.status().reason());
        assertEquals(List.of(), fixture.events);
        assertFalse(active.lastProbe().orElseThrow().passed());
    }

    @Test
    void aListenerThatThrowsIsToldAgain() {
        Backend backend = fixture.add("a");
        ProbeListener works = fixture.listener;
        fixture.listener = (of, event) -> {
            throw new IllegalStateException("a bug");
        };
        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(backend, false);
        fixture.look();
        assertTrue(asked.isDone());
        assertEquals(BackendState.NEW, backend.status().state());

        fixture.listener = works;
        fixture.run(Duration.ofMillis(2100));

        assertTrue(backend.status().active());
    }

    @Test
    void withoutAThreadForAProbeItIsTriedLaterAndOthersAreNotHeldUp() {
        Backend first = fixture.add("a");
        Backend second = fixture.add("b");
        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(first, false);
        fixture.executorFull = true;
        fixture.look();
        assertEquals(new ProbeResult.Unknown("no thread for a probe"), asked.resultNow());

        fixture.executorFull = false;
        fixture.run(Duration.ofMillis(100));

        assertTrue(first.status().active() && second.status().active());
    }

    @Test
    @Timeout(20)
    void theLoopOutlivesAnException() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        HealthMonitor monitor = new HealthMonitor(() -> {
            if (looks.getAndIncrement() == 0) {
                failed.countDown();
                throw new IllegalStateException("a bug");
            }
            return List.of();
        }, url -> new ProbeResult.Passed("200"), Runnable::run, ProbeSchedule.DEFAULT, Thresholds.DEFAULT,
                Damping.DEFAULT, new HealthMonitor.Time(fixture.time, fixture.time, MonitorFixture.STEADY), (backend, event) -> { });
        Thread thread = Thread.ofPlatform().start(new MonitorLoop(monitor, fixture.time));
        try {
            assertTrue(failed.await(10, TimeUnit.SECONDS));
            monitor.wake();
            Await.until("a second look", Duration.ofSeconds(10), () -> looks.get() >= 2);
        } finally {
            thread.interrupt();
            thread.join();
        }
    }
}
