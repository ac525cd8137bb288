package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;

/** A backend whose health checks pass and whose requests fail is held back longer and longer, but never all of them. */
class HealthMonitorFlapTest {
    private final MonitorFixture fixture = new MonitorFixture();
    private Backend flapping;
    private Backend good;

    @BeforeEach
    void twoAreActive() {
        flapping = fixture.add("flapping");
        good = fixture.add("good");
        fixture.run(Duration.ofMillis(1));
    }

    /** Lets the first request that the backend gets fail, as soon as it gets one, and returns how many it got in so long. */
    private int requestsIn(Duration time, Backend backend) {
        int[] requests = {0};
        fixture.run(time, () -> {
            if (backend.status().active()) {
                requests[0]++;
                fixture.ejected(backend, true);
            }
        });
        return requests[0];
    }

    private long millisUntilActive(Backend backend) {
        long start = fixture.millis();
        for (int k = 0; k < 40_000 && !backend.status().active(); k++) {
            fixture.run(Duration.ofMillis(1));
        }
        assertTrue(backend.status().active());
        return fixture.millis() - start;
    }

    @Test
    void aSingleFailureCostsATenthOfASecond() {
        fixture.ejected(flapping, true);

        assertEquals(100, millisUntilActive(flapping));
    }

    @Test
    void eachFurtherFailureCostsTwiceAsLong() {
        long[] costs = new long[9];
        for (int k = 0; k < costs.length; k++) {
            fixture.ejected(flapping, true);
            costs[k] = millisUntilActive(flapping);
        }

        assertEquals(List.of(100L, 100L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L),
                Arrays.stream(costs).boxed().toList());
        assertTrue(good.status().active());
    }

    @Test
    void oneThatPassesChecksAndFailsRequestsGetsAFewInAMinuteInsteadOfOneWithEachProbe() {
        assertEquals(8, requestsIn(Duration.ofMinutes(1), flapping));
        assertEquals(20, requestsIn(Duration.ofMinutes(10), flapping));
    }

    @Test
    void saysWhyItIsHeldBackThoughItsChecksPass() {
        requestsIn(Duration.ofSeconds(3), flapping);

        assertTrue(flapping.lastProbe().orElseThrow().passed());
        assertEquals("held back: its health checks pass, but requests have ejected it 4 times of late",
                flapping.status().reason());
        assertEquals(List.of(), fixture.events.stream().filter(entry -> entry.what() instanceof BackendEvent.ProbesFailed)
                .toList());
    }

    @Test
    void whatMayBeTheRequestsFaultDoesNotCount() {
        for (int k = 0; k < 20; k++) {
            fixture.ejected(flapping, false);
            assertEquals(100, millisUntilActive(flapping));
        }
    }

    @Test
    void failuresAmongManyAnswersDoNotCount() {
        for (int k = 0; k < 20; k++) {
            fixture.answers(flapping, 101);
            fixture.ejected(flapping, true);
            assertEquals(100, millisUntilActive(flapping));
        }
    }

    @Test
    void oneThatIsAskedForIsReadmittedAtOnceHoweverLongItIsHeldBack() {
        requestsIn(Duration.ofMinutes(1), flapping);
        assertFalse(flapping.status().active());

        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(flapping, true);
        fixture.look();

        assertTrue(asked.isDone());
        assertTrue(flapping.status().active());
    }

    @Test
    void aHeartbeatPardonsNobody() {
        requestsIn(Duration.ofMinutes(1), flapping);

        CompletableFuture<ProbeResult> asked = fixture.monitor.ask(flapping, false);
        fixture.look();

        assertTrue(asked.isDone());
        assertFalse(flapping.status().active());
        assertTrue(flapping.status().reason().startsWith("held back"), flapping.status()::reason);
    }

    @Test
    void aPardonIsForOneProbe() {
        fixture.monitor.ask(flapping, true);
        fixture.monitor.ask(flapping, false);
        fixture.look();

        requestsIn(Duration.ofSeconds(3), flapping);

        assertFalse(flapping.status().active());
    }

    @Test
    void nobodyIsHeldBackOnceNobodyElseIsActive() {
        requestsIn(Duration.ofMinutes(1), flapping);
        assertFalse(flapping.status().active());

        fixture.fails(good, "timeout");
        fixture.apply(good, new BackendEvent.ProbesFailed(good.status().generation(), "timeout"));

        assertTrue(fixture.woken());
        fixture.look();
        assertTrue(flapping.status().active());
    }

    @Test
    void theOnlyOneIsNeverHeldBack() {
        fixture.members.remove(good);

        assertTrue(requestsIn(Duration.ofMinutes(1), flapping) > 500);
    }

    @Test
    void atMostAsManyAreHeldBackAsAreActive() {
        Backend third = fixture.add("third");
        fixture.run(Duration.ofMillis(1));
        List<Backend> all = List.of(flapping, good, third);

        int[] fewest = {3};
        fixture.run(Duration.ofMinutes(2), () -> {
            if (all.stream().allMatch(backend -> backend.status().active() || backend.status().reason().startsWith("held"))) {
                fewest[0] = Math.min(fewest[0], (int) all.stream().filter(backend -> backend.status().active()).count());
            }
            all.stream().filter(backend -> backend.status().active()).findFirst()
                    .ifPresent(backend -> fixture.ejected(backend, true));
        });

        assertTrue(fewest[0] >= 1, () -> "fewest: " + fewest[0]);
    }

    @Test
    void oneThatFailsItsChecksWhileItIsHeldBackHasToPassAgain() {
        requestsIn(Duration.ofSeconds(3), flapping);
        fixture.fails(flapping, "status 503");
        fixture.run(Duration.ofSeconds(10));

        assertEquals("status 503", flapping.status().reason());
        fixture.passes(flapping);
        assertTrue(millisUntilActive(flapping) <= 2400);
    }
}
