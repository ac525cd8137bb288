package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import primelb.core.http.ClientRequest;
import primelb.core.http.ExchangeException;
import primelb.core.testing.FakeTime;

/** What is measured, on a clock that only the fake server moves. */
class ScriptedTimeTest {
    private final FakeTime time = new FakeTime();

    @Test
    void theClockStartsAtTheReleaseAndEndsAtTheLastCompletion() {
        time.advance(Duration.ofSeconds(100));
        Recording recording = run(new StopRule.PerClient(3), _ -> answer(Duration.ofMillis(40)), Duration.ZERO);
        assertEquals(Duration.ofMillis(120).toNanos(), recording.wallNanos());
        assertEquals(List.of(40L, 40L, 40L), millis(recording));
        time.advance(Duration.ofSeconds(100));
        assertEquals(Duration.ofMillis(120).toNanos(), recording.wallNanos());
    }

    @Test
    void connectingIsPartOfTheFirstRequest() {
        Recording recording = run(new StopRule.PerClient(2), _ -> answer(Duration.ofMillis(40)), Duration.ofMillis(5));
        assertEquals(List.of(45L, 40L), millis(recording));
    }

    @Test
    void aFailedRequestHasItsElapsedTime() {
        Recording recording = run(new StopRule.PerClient(1), _ -> {
            time.advance(Duration.ofMillis(700));
            throw new ExchangeException(ExchangeException.Kind.RESET, true, null, null);
        }, Duration.ZERO);
        assertEquals(List.of(700L), millis(recording));
        assertFalse(recording.samples().getFirst().isOk());
    }

    @Test
    void theDeadlineOfARequestCountsFromItsStartConnectingIncluded() {
        var deadlines = new long[1];
        long start = time.nanos();
        run(new StopRule.PerClient(1), deadline -> {
            deadlines[0] = deadline;
            return answer(Duration.ZERO);
        }, Duration.ofMillis(50));
        assertEquals(Duration.ofSeconds(2).toNanos(), deadlines[0] - start);
    }

    @Test
    void aDefectOfTheClientIsAFailureOfItsOwnKindAndDoesNotEndTheRun() {
        Recording recording = run(new StopRule.PerClient(3), _ -> {
            throw new IllegalStateException("a defect");
        }, Duration.ZERO);
        assertEquals(3, recording.samples().size());
        assertEquals(new Outcome.Failed(FailureKind.CLIENT_BUG, "java.lang.IllegalStateException: a defect"),
                recording.samples().getFirst().outcome());
    }

    @Test
    void aDurationIsOverAtItsEndToTheNanosecond() {
        Recording recording = run(new StopRule.After(Duration.ofMillis(100)), _ -> answer(Duration.ofMillis(50)),
                Duration.ZERO);
        assertEquals(2, recording.samples().size());
    }

    private interface Exchange {
        Answer at(long deadline) throws ExchangeException;
    }

    private Recording run(StopRule stop, Exchange exchange, Duration connecting) {
        Connector connector = _ -> {
            time.advance(connecting);
            return line(exchange);
        };
        var plan = new LoadPlan(1, stop, new Pacer.ClosedLoop(), Duration.ofSeconds(2), Duration.ofSeconds(1));
        var target = new Target(URI.create("http://fake/"), ClientRequest.get("/"), true,
                new AnswerCheck(Set.of(200), Optional.empty(), Optional.empty()));
        return new LoadRun(connector, time, time, new Cancellation()).run(target, plan, Optional.empty(), new LiveCounts());
    }

    private Answer answer(Duration after) {
        time.advance(after);
        return new Answer(200, "", new byte[0]);
    }

    private static Line line(Exchange exchange) {
        return new Line() {
            @Override
            public Answer exchange(ClientRequest request, long deadline) throws ExchangeException {
                return exchange.at(deadline);
            }

            @Override
            public boolean isReusable() {
                return true;
            }

            @Override
            public boolean hasAnswerBegun() {
                return true;
            }

            @Override
            public boolean isStillReusable() {
                return true;
            }

            @Override
            public void close() {
                // There is nothing behind it.
            }
        };
    }

    private static List<Long> millis(Recording recording) {
        return recording.samples().stream().map(sample -> sample.responseNanos() / 1_000_000).toList();
    }
}
