package primelb.client.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Map;
import org.junit.jupiter.api.Test;
import primelb.client.load.FailureKind;
import primelb.client.load.Recording;
import primelb.client.testing.Samples;
import primelb.core.stats.Quantiles;

class SummaryTest {
    @Test
    void okAndFailedAreAllThatWasSentAndEachKindHasItsFirstExample() {
        Summary summary = Summary.of(new Samples().ok("server1", 100, 100).failed(FailureKind.RESET, "first", 200, 10)
                .failed(FailureKind.TIMEOUT, "slow", 300, 10).failed(FailureKind.RESET, "second", 400, 10).recording());
        assertEquals(4, summary.sent());
        assertEquals(1, summary.ok());
        assertEquals(3, summary.failed());
        assertEquals(List.of(new Summary.FailureCount(FailureKind.RESET, 2, "first"),
                new Summary.FailureCount(FailureKind.TIMEOUT, 1, "slow")), summary.failures());
    }

    @Test
    void countsThatDoNotAddUpAreRefused() {
        Quantiles none = Quantiles.of(new long[0]);
        assertThrows(IllegalArgumentException.class, () -> new Summary(5, 3, 0, none, none, List.of(), List.of(),
                List.of(), 0, false, none, new Rates(OptionalDouble.empty(), 0, 0), Moves.NONE));
        assertThrows(IllegalArgumentException.class, () -> new Moves(1, 2));
    }

    @Test
    void latenciesAreOfTheOkRequestsAndOnceOfAllWithTheFailedAtTheirElapsedTime() {
        var samples = new Samples();
        for (int request = 1; request <= 9; request++) {
            samples.ok("server1", 1000, request * 10);
        }
        Summary summary = Summary.of(samples.failed(FailureKind.TIMEOUT, "slow", 2000, 500).recording());
        assertEquals(90_000_000L, summary.okLatency().max());
        assertEquals(500_000_000L, summary.allLatency().max());
        assertEquals(10, summary.allLatency().count());
    }

    @Test
    void sharesAreOfTheOkRequestsByWhoAnsweredThem() {
        Summary summary = Summary.of(new Samples().ok("server2", 10, 5).ok("server1", 20, 6).ok("server2", 30, 7)
                .ok("", 40, 8).failed(FailureKind.RESET, "gone", 50, 1).recording());
        assertEquals(List.of("(unnamed)", "server1", "server2"),
                summary.servers().stream().map(Summary.ServerShare::name).toList());
        assertEquals(0.5, summary.server("server2").orElseThrow().share());
        assertEquals(2, summary.server("server2").orElseThrow().latency().count());
        assertTrue(summary.server("server3").isEmpty());
    }

    @Test
    void serversThatMakeUpNamesFillNothingUp() {
        var samples = new Samples();
        for (int name = 0; name < 1000; name++) {
            samples.ok("name" + name, name, 1);
        }
        Summary summary = Summary.of(samples.recording());
        assertEquals(65, summary.servers().size());
        assertEquals(936, summary.server(Summary.OTHERS).orElseThrow().ok());
        assertEquals(1000, summary.servers().stream().mapToInt(Summary.ServerShare::ok).sum());
    }

    @Test
    void theTimelineHasEverySecondAlsoTheEmptyOnes() {
        Summary summary = Summary.of(new Samples().ok("server1", 100, 5).ok("server2", 999, 5).ok("server1", 2000, 5)
                .failed(FailureKind.RESET, "gone", 2500, 1).recording());
        assertEquals(List.of(new Summary.Second(0, 0, Map.of("server1", 1, "server2", 1)),
                new Summary.Second(1, 0, Map.of()), new Summary.Second(2, 1, Map.of("server1", 1))),
                summary.timeline());
    }

    @Test
    void throughputIsOfOkRequestsOverTheWallTime() {
        Summary summary = Summary.of(new Samples().ok("server1", 1000, 5).ok("server1", 2000, 5).recording());
        assertEquals(1.0, summary.throughput());
    }

    @Test
    void nothingRecordedIsASummaryToo() {
        Summary summary = Summary.of(new Recording(0, List.of(), 3, false));
        assertEquals(0, summary.sent());
        assertEquals(0.0, summary.throughput());
        assertEquals(3, summary.abandoned());
        assertEquals(0, summary.okLatency().count());
    }
}
