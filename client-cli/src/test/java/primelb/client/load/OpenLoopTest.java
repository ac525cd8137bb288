package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import primelb.core.http.ClientRequest;
import primelb.core.stats.Quantiles;
import primelb.core.testing.FakeTime;

/** Response and service time of an open loop, on a clock that only the server and the client's own waiting move. */
class OpenLoopTest {
    private static final long MILLI = 1_000_000L;

    private final FakeTime time = new FakeTime();
    private final long begin = time.nanos();

    @Test
    void aServerFrozenForTwoSecondsShowsInTheResponseTimesOfAllThatWereDueMeanwhile() {
        Recording recording = run(new StopRule.After(Duration.ofSeconds(20)), 100, () -> {
            long elapsed = time.nanos() - begin;
            boolean frozen = elapsed >= 5000 * MILLI && elapsed < 7000 * MILLI;
            return frozen ? 7000 * MILLI - elapsed : MILLI / 10;
        });
        assertEquals(2000, recording.samples().size());
        Quantiles response = quantiles(recording, true);
        assertEquals(1.0, response.nearestRank(0.95) / 1e9, 0.05);
        assertEquals(1.8, response.nearestRank(0.99) / 1e9, 0.05);
        // A closed loop, or a client that took the time from the sending, would have seen one slow request.
        assertEquals(MILLI / 10, quantiles(recording, false).nearestRank(0.999));
        assertEquals(2000 * MILLI, quantiles(recording, false).max());
    }

    @Test
    void aServerThatKeepsUpHasTheSameResponseAndServiceTime() {
        Recording recording = run(new StopRule.Total(50), 100, () -> 4 * MILLI);
        assertEquals(4 * MILLI, quantiles(recording, true).max());
        assertEquals(4 * MILLI, quantiles(recording, false).max());
        assertEquals(494 * MILLI, recording.wallNanos());
    }

    @Test
    void aServerTooSlowForTheRateIsNotAskedAfterTheEnd() {
        Recording recording = run(new StopRule.After(Duration.ofSeconds(1)), 100, () -> 40 * MILLI);
        assertEquals(25, recording.samples().size());
        assertEquals(760 * MILLI, recording.samples().getLast().responseNanos());
    }

    private Recording run(StopRule stop, double rate, LongSupplier serviceNanos) {
        Connector connector = _ -> new Line() {
            @Override
            public Answer exchange(ClientRequest request, long deadline) {
                time.advance(Duration.ofNanos(serviceNanos.getAsLong()));
                return new Answer(200, "server1", new byte[0]);
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
        var plan = new LoadPlan(1, stop, new Pacer.OpenLoop(rate, Duration.ZERO), Duration.ofSeconds(60),
                Duration.ofSeconds(1));
        var target = new Target(URI.create("http://fake/"), ClientRequest.get("/"), true,
                new AnswerCheck(Set.of(200), Optional.empty(), Optional.empty()));
        return new LoadRun(connector, time, time::advance, new Cancellation()).run(target, plan, Optional.empty(),
                new LiveCounts());
    }

    private static Quantiles quantiles(Recording recording, boolean response) {
        List<Sample> samples = recording.samples();
        return Quantiles.of(samples.stream().mapToLong(sample -> response ? sample.responseNanos()
                : sample.serviceNanos()).toArray());
    }
}
