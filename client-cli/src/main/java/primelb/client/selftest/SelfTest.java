package primelb.client.selftest;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import primelb.client.load.AnswerCheck;
import primelb.client.load.Cancellation;
import primelb.client.load.FailureKind;
import primelb.client.load.HttpConnector;
import primelb.client.load.LiveCounts;
import primelb.client.load.LoadPlan;
import primelb.client.load.LoadRun;
import primelb.client.load.Pacer;
import primelb.client.load.StopRule;
import primelb.client.load.Target;
import primelb.client.selftest.KnownServer.Manner;
import primelb.client.summary.Summary;
import primelb.client.text.Format;
import primelb.core.http.ClientRequest;
import primelb.core.http.HttpOrigin;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/** Carries out the checks one after another. Used by one thread. */
public final class SelfTest {
    private static final long MILLI = 1_000_000L;

    /** What a median may differ from the known latency: a part of it, and what loopback and the machine add. */
    private static final double ALLOWED_PART = 0.02;
    private static final long ALLOWED_NANOS = 300_000L;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int WARM_UP = 2_000;

    private final Ticker ticker;
    private final Sleeper sleeper;
    private final Cancellation cancellation;

    /** Measures with these. */
    public SelfTest(Ticker ticker, Sleeper sleeper, Cancellation cancellation) {
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.cancellation = cancellation;
    }

    /**
     * Returns every check, in order.
     *
     * @param told is told each as soon as it is done
     * @throws IOException where there is no loopback to listen on
     * @throws InterruptedException when the end was asked for
     */
    public List<Check> run(Consumer<Check> told) throws IOException, InterruptedException {
        var checks = new ArrayList<Check>();
        // Before anything is timed: the client itself is compiled by then.
        measured(Manner.latency(Duration.ZERO), closed(10, new StopRule.Total(WARM_UP)));
        for (Step step : List.<Step>of(() -> count(50, new StopRule.PerClient(10), 500),
                () -> count(3, new StopRule.Total(7), 7), this::drops,
                () -> latency(1, 1, 500), () -> latency(10, 2, 200), () -> latency(100, 10, 100),
                this::rate, this::frozen)) {
            Check check = step.check();
            if (cancellation.isRequested()) {
                throw new InterruptedException("cancelled");
            }
            checks.add(check);
            told.accept(check);
        }
        return checks;
    }

    private interface Step {
        Check check() throws IOException;
    }

    /** What the client says of a run, and what the server counted. */
    private record Seen(Summary summary, int arrived) {
    }

    private Check count(int clients, StopRule stop, int known) throws IOException {
        Seen seen = measured(Manner.latency(Duration.ZERO), closed(clients, stop));
        return new Check(closed(clients, stop).shape(), known + " sent and counted there",
                seen.summary().sent() + " sent, " + seen.arrived() + " counted there",
                seen.summary().sent() == known && seen.arrived() == known && seen.summary().failed() == 0);
    }

    private Check drops() throws IOException {
        Seen seen = measured((number, _) -> number % 10 == 0 ? Manner.DROP : 0, closed(5, new StopRule.Total(200)));
        int dropped = seen.summary().failures().stream()
                .filter(failure -> failure.kind() == FailureKind.CLOSED_WITHOUT_ANSWER)
                .mapToInt(Summary.FailureCount::count).sum();
        return new Check("every 10th connection dropped", "200 counted there, 20 failed",
                seen.arrived() + " counted there, " + seen.summary().failed() + " failed",
                seen.arrived() == 200 && seen.summary().failed() == 20 && dropped == 20);
    }

    private Check latency(int millis, int clients, int requests) throws IOException {
        Seen seen = measured(Manner.latency(Duration.ofMillis(millis)), closed(clients, new StopRule.Total(requests)));
        long known = millis * MILLI;
        long allowed = Math.round(known * ALLOWED_PART) + ALLOWED_NANOS;
        long p50 = seen.summary().okLatency().count() == 0 ? 0 : seen.summary().okLatency().nearestRank(0.5);
        return new Check("latency " + millis + " ms", "p50 within " + Format.nanos(allowed),
                "p50 " + Format.decimals(p50 / 1e6, 3) + " ms",
                seen.summary().ok() == requests && Math.abs(p50 - known) <= allowed);
    }

    private Check rate() throws IOException {
        Seen seen = measured(Manner.latency(Duration.ofMillis(2)), open(50, 500, Duration.ofSeconds(2)));
        return new Check("open loop, 500/s for 2 s", "1000 sent, at least 99 % in time",
                seen.summary().sent() + " sent, " + Format.percent(seen.summary().rates().sentShare(), 1),
                seen.summary().rates().keptUp() && seen.arrived() == seen.summary().sent());
    }

    /** A tenth of the time frozen: of what was due then half waited longer than half of the freeze. */
    private Check frozen() throws IOException {
        long began = ticker.nanos();
        Manner manner = (_, now) -> {
            long since = now - began;
            return since >= 1000 * MILLI && since < 1400 * MILLI ? 1400 * MILLI - since : 0;
        };
        Seen seen = measured(manner, open(100, 200, Duration.ofSeconds(4)));
        boolean enough = seen.summary().ok() > 100;
        long p95 = enough ? seen.summary().okLatency().nearestRank(0.95) : 0;
        return new Check("open loop, frozen for 400 ms of 4 s", "p95 150 to 250 ms", "p95 " + Format.nanos(p95),
                enough && p95 >= 150 * MILLI && p95 <= 250 * MILLI);
    }

    private Seen measured(Manner manner, LoadPlan plan) throws IOException {
        try (KnownServer server = KnownServer.start(manner, ticker, sleeper);
                var connector = HttpConnector.start(HttpOrigin.of(server.url()), ticker, sleeper)) {
            var recording = new LoadRun(connector, ticker, sleeper, cancellation).run(target(server.url()), plan,
                    Optional.empty(), new LiveCounts());
            return new Seen(Summary.of(recording, plan, cancellation.isRequested()), server.requests());
        }
    }

    private static Target target(URI url) {
        return new Target(url, ClientRequest.get("/"), true,
                new AnswerCheck(Set.of(200), Optional.empty(), Optional.empty()));
    }

    private static LoadPlan closed(int clients, StopRule stop) {
        return new LoadPlan(clients, stop, new Pacer.ClosedLoop(), TIMEOUT, TIMEOUT);
    }

    private static LoadPlan open(int clients, double rate, Duration duration) {
        return new LoadPlan(clients, new StopRule.After(duration), new Pacer.OpenLoop(rate, Duration.ZERO), TIMEOUT,
                TIMEOUT);
    }
}
