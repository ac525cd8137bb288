package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.testing.Await;

/** Probes that somebody asks for, because a server has just said that it is up. */
class HealthMonitorAskTest {
    private final MonitorFixture fixture = new MonitorFixture();

    @Test
    void probesAtOnceWhateverTheBackOff() {
        Backend backend = fixture.add("a");
        fixture.fails(backend, "connection refused");
        fixture.run(Duration.ofMillis(3200));
        fixture.passes(backend);

        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(backend, false);
        assertTrue(fixture.woken());
        fixture.look();

        assertEquals(new ProbeResult.Passed("200 in 1 ms"), asked.resultNow());
        assertTrue(backend.status().active());
    }

    @Test
    void isAnsweredAfterItsEventWasHeard() {
        Backend backend = fixture.add("a");
        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(backend, false);
        fixture.listener = (of, event) -> {
            assertFalse(asked.isDone());
            of.apply(event, fixture.time.moment());
        };

        fixture.look();

        assertTrue(asked.isDone());
        assertTrue(backend.status().active());
    }

    @Test
    void isNotAnsweredByAProbeThatHadBegunBefore() {
        Backend backend = fixture.add("a");
        fixture.startDue();
        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(backend, false);
        fixture.startDue();
        assertEquals(1, fixture.tasks.size());

        fixture.fails(backend, "timeout");
        fixture.runTasks();
        assertFalse(asked.isDone());

        fixture.passes(backend);
        assertTrue(fixture.woken());
        fixture.look();
        assertEquals(new ProbeResult.Passed("200 in 1 ms"), asked.resultNow());
    }

    @Test
    void oneProbeAnswersAllWhoAskedBeforeIt() {
        Backend backend = fixture.add("a");
        List<CompletableFuture<ProbeResult>> asked =
                List.of(fixture.monitor.ask(backend, false), fixture.monitor.ask(backend, false));
        asked.getFirst().cancel(false);

        fixture.look();

        assertEquals(1, fixture.probes.size());
        assertEquals(new ProbeResult.Passed("200 in 1 ms"), asked.getLast().resultNow());
    }

    @Test
    void isAnsweredWhenTheBackendLeavesFirst() {
        Backend backend = fixture.add("a");
        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(backend, false);
        fixture.members.clear();

        fixture.look();

        assertEquals(new ProbeResult.Unknown("the server has gone"), asked.resultNow());
        assertEquals(0, fixture.probes.size());
    }

    @Test
    void isAnsweredForAStranger() {
        Backend stranger = fixture.add("a");
        fixture.members.clear();

        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(stranger, false);
        fixture.look();

        assertTrue(asked.isDone());
    }

    @Test
    void isAnsweredWhenTheServerSaysThatItGoes() {
        Backend backend = fixture.add("a");
        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(backend, false);
        backend.apply(new BackendEvent.Deregistered(), fixture.time.moment());

        fixture.look();

        assertEquals(new ProbeResult.Unknown("the server has gone"), asked.resultNow());
        assertEquals(0, fixture.probes.size());
    }

    @Test
    void aBackendThatLeavesDuringItsProbeStillGetsItsAnswer() {
        Backend backend = fixture.add("a");
        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(backend, false);
        fixture.startDue();
        fixture.members.clear();
        fixture.startDue();
        assertFalse(asked.isDone());

        fixture.runTasks();

        assertTrue(asked.isDone());
    }

    @Test
    @Timeout(20)
    void isNotLostWhenItComesWhileTheMonitorLooks() throws InterruptedException {
        Backend backend = fixture.add("a");
        fixture.members.clear();
        AtomicReference<CompletableFuture<ProbeResult>> asked = new AtomicReference<>();
        Thread registering = Thread.ofPlatform().unstarted(() -> asked.set(fixture.monitor.ask(backend, false)));
        fixture.afterMembersWereRead = () -> {
            fixture.members.add(backend);
            registering.start();
            Await.until("the other thread to end or to wait", Duration.ofSeconds(10), () ->
                    registering.getState() == Thread.State.BLOCKED
                            || registering.getState() == Thread.State.TERMINATED);
        };
        fixture.look();
        registering.join();
        fixture.afterMembersWereRead = () -> { };

        fixture.look();

        assertEquals(new ProbeResult.Passed("200 in 1 ms"), asked.get().resultNow());
    }
}
