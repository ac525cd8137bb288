package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendState;
import primelb.core.backend.ProbeRecord;

/** When probes are made, and what becomes of their results. */
class HealthMonitorTest {
    private final MonitorFixture fixture = new MonitorFixture();

    private static MonitorFixture with(int rise, int fall) {
        return new MonitorFixture(new Thresholds(rise, fall), MonitorFixture.STEADY);
    }

    @Test
    void probesANewBackendAtOnceAndMakesItActive() {
        Backend backend = fixture.add("a");

        fixture.look();

        assertEquals(List.of(0L), fixture.probesOf(backend));
        assertEquals(BackendState.ACTIVE, backend.status().state());
        assertEquals(Optional.of(new ProbeRecord(fixture.time.instant(), true, "200 in 1 ms")), backend.lastProbe());
    }

    @Test
    void backsOffFrom100MillisecondsTo2SecondsWhileABackendIsDown() {
        Backend backend = fixture.add("a");
        fixture.fails(backend, "connection refused");

        fixture.run(Duration.ofMillis(9_100));

        assertEquals(List.of(0L, 100L, 300L, 700L, 1500L, 3100L, 5100L, 7100L, 9100L), fixture.probesOf(backend));
        assertEquals("connection refused", backend.status().reason());
    }

    @Test
    void readmitsABackendThatPassesAgainAndBeginsItsPausesAnew() {
        Backend backend = fixture.add("a");
        fixture.fails(backend, "timeout");
        fixture.run(Duration.ofMillis(3100));
        fixture.passes(backend);
        fixture.run(Duration.ofMillis(2000));
        assertTrue(backend.status().active());
        fixture.probes.clear();
        fixture.fails(backend, "timeout");

        fixture.run(Duration.ofMillis(2400));

        // The interval of an active one, and then from the shortest pause on.
        assertEquals(List.of(7100L, 7200L, 7400L), fixture.probesOf(backend));
    }

    @Test
    void probesAnIdleActiveBackendOnceInAnInterval() {
        Backend backend = fixture.add("a");

        fixture.run(Duration.ofSeconds(10));

        assertEquals(List.of(0L, 2000L, 4000L, 6000L, 8000L, 10_000L), fixture.probesOf(backend));
        assertEquals(1, fixture.events.size());
    }

    @Test
    void doesNotProbeABackendWhoseTrafficShowsLife() {
        Backend backend = fixture.add("a");
        fixture.look();
        fixture.probes.clear();

        for (int request = 0; request < 20; request++) {
            backend.requestStarted(fixture.time.millis(), fixture.time.nanos());
            backend.responding(fixture.time.nanos());
            backend.requestFinished();
            fixture.run(Duration.ofMillis(1900));
        }

        assertEquals(List.of(), fixture.probesOf(backend));
    }

    @Test
    void probesABackendThatOwesAnAnswerAndIsSilent() {
        Backend backend = fixture.add("a");
        fixture.look();
        fixture.run(Duration.ofMillis(500));
        fixture.probes.clear();
        backend.requestStarted(fixture.time.millis(), fixture.time.nanos());
        fixture.fails(backend, "timeout");

        fixture.run(Duration.ofMillis(2999));
        assertEquals(List.of(), fixture.probesOf(backend));
        fixture.run(Duration.ofMillis(1));

        assertEquals(List.of(3500L), fixture.probesOf(backend));
        assertEquals(BackendState.INACTIVE, backend.status().state());
    }

    @Test
    void aSlowAnswerIsNoSilenceWhileItsBytesCome() {
        Backend backend = fixture.add("a");
        fixture.look();
        fixture.probes.clear();
        backend.requestStarted(fixture.time.millis(), fixture.time.nanos());

        fixture.run(Duration.ofSeconds(30), () -> backend.responding(fixture.time.nanos()));

        assertEquals(List.of(), fixture.probesOf(backend));
    }

    @Test
    void aHangingProbeDelaysNoOtherBackendAndIsNotDoubled() {
        Backend hanging = fixture.add("hanging");
        fixture.startDue();
        Runnable hangs = fixture.tasks.remove();
        Backend down = fixture.add("down");
        fixture.fails(down, "timeout");

        fixture.run(Duration.ofSeconds(60));

        assertEquals(List.of(), fixture.probesOf(hanging));
        assertEquals(34, fixture.probesOf(down).size());
        hangs.run();
        assertTrue(hanging.status().active());
        assertTrue(fixture.woken());
    }

    @Test
    void anInactiveOneIsProbedOnScheduleWhileTheOthersAreSaturated() {
        Backend down = fixture.add("down");
        fixture.fails(down, "connection refused");
        for (int k = 0; k < 3; k++) {
            Backend saturated = fixture.add("saturated" + k);
            fixture.look();
            for (int request = 0; request < 256; request++) {
                saturated.requestStarted(fixture.time.millis(), fixture.time.nanos());
            }
            assertTrue(saturated.full());
        }

        fixture.run(Duration.ofMillis(3100), () -> fixture.members.forEach(each -> each.responding(fixture.time.nanos())));

        assertEquals(List.of(0L, 100L, 300L, 700L, 1500L, 3100L), fixture.probesOf(down));
    }

    @Test
    void aProbeStartedBeforeAnEjectionDoesNotReadmit() {
        Backend backend = fixture.add("a");
        fixture.look();
        fixture.time.advance(Duration.ofSeconds(2));
        fixture.startDue();
        fixture.ejected(backend, true);

        fixture.runTasks();

        assertEquals("reset", backend.status().reason());
        assertEquals(1, fixture.events.size());
    }

    @Test
    void aProbeOfAnInactiveBackendDoesNotCountOnceItWasDeregisteredAndCameBack() {
        Backend backend = fixture.add("a");
        fixture.fails(backend, "timeout");
        fixture.look();
        fixture.time.advance(Duration.ofMillis(100));
        fixture.passes(backend);
        fixture.startDue();
        backend.apply(new BackendEvent.Deregistered(), fixture.time.moment());
        backend.apply(new BackendEvent.Registered(), fixture.time.moment());
        fixture.startDue();

        fixture.runTasks();

        assertEquals(BackendState.INACTIVE, backend.status().state());
        fixture.run(Duration.ofMillis(100));
        assertTrue(backend.status().active());
    }

    @Test
    void ejectsOnlyAfterFailuresInARow() {
        MonitorFixture fallOf3 = with(1, 3);
        Backend backend = fallOf3.add("a");
        fallOf3.run(Duration.ofSeconds(1));
        int[] turn = {0};
        fallOf3.answers(backend, () -> turn[0]++ % 2 == 0
                ? new ProbeResult.Failed("timeout") : new ProbeResult.Passed("200"));

        fallOf3.run(Duration.ofSeconds(60));
        assertTrue(turn[0] > 20, () -> "probes: " + turn[0]);
        assertEquals(1, fallOf3.events.size());

        fallOf3.fails(backend, "status 503");
        fallOf3.run(Duration.ofSeconds(3));
        assertEquals("status 503", backend.status().reason());
    }

    @Test
    void admitsOnlyAfterPassesInARow() {
        MonitorFixture riseOf3 = with(3, 1);
        Backend backend = riseOf3.add("a");

        riseOf3.run(Duration.ofMillis(199));
        assertEquals(List.of(0L, 100L), riseOf3.probesOf(backend));
        assertEquals(BackendState.NEW, backend.status().state());
        assertEquals(List.of(), riseOf3.events);

        riseOf3.run(Duration.ofMillis(1));
        assertTrue(backend.status().active());
    }

    @Test
    void aNewGenerationBeginsToCountAnew() {
        MonitorFixture riseOf3 = with(3, 1);
        Backend backend = riseOf3.add("a");
        riseOf3.run(Duration.ofMillis(100));
        backend.apply(new BackendEvent.Deregistered(), riseOf3.time.moment());
        backend.apply(new BackendEvent.Registered(), riseOf3.time.moment());

        riseOf3.run(Duration.ofMillis(200));
        assertEquals(4, riseOf3.probes.size());
        assertFalse(backend.status().active());

        riseOf3.run(Duration.ofMillis(100));
        assertTrue(backend.status().active());
    }

    @Test
    void doesNotProbeAServerThatSaidThatItGoes() {
        Backend backend = fixture.add("a");
        fixture.look();
        fixture.probes.clear();
        backend.apply(new BackendEvent.Deregistered(), fixture.time.moment());

        fixture.run(Duration.ofSeconds(30));
        backend.apply(new BackendEvent.Drained(), fixture.time.moment());
        fixture.run(Duration.ofSeconds(30));

        assertEquals(List.of(), fixture.probesOf(backend));
    }

    @Test
    void serversThatRegisterTogetherDriftApart() {
        MonitorFixture jittered = new MonitorFixture(Thresholds.DEFAULT, new SplittableRandom(25));
        for (int k = 0; k < 100; k++) {
            jittered.add("server" + k);
        }
        jittered.run(Duration.ofMillis(1500));
        jittered.probes.clear();

        jittered.run(Duration.ofSeconds(1));

        Map<Long, Long> perHundredMillis = jittered.probes.stream()
                .collect(Collectors.groupingBy(entry -> entry.atMillis() / 100, Collectors.counting()));
        assertEquals(100, jittered.probes.size());
        assertTrue(perHundredMillis.values().stream().allMatch(count -> count < 25), perHundredMillis::toString);
    }

    @Test
    void probesLeaveTheCountersOfRequestsAlone() {
        Backend backend = fixture.add("a");

        fixture.run(Duration.ofSeconds(30));

        assertEquals(0, backend.requests() + backend.failures() + backend.inFlight());
        assertEquals(Optional.empty(), backend.lastRequest());
    }

    @Test
    void saysWhenItWantsToBeCalledAgain() {
        assertEquals(Duration.ofSeconds(2).toNanos(), fixture.look());
        Backend backend = fixture.add("a");
        fixture.run(Duration.ZERO);
        fixture.time.advance(Duration.ofMillis(600));

        assertEquals(Duration.ofMillis(1400).toNanos(), fixture.look());

        backend.requestStarted(fixture.time.millis(), fixture.time.nanos());
        fixture.time.advance(Duration.ofMillis(2100));
        assertEquals(Duration.ofMillis(900).toNanos(), fixture.look());
    }
}
