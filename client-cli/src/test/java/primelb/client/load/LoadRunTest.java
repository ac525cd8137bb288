package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Reply;
import primelb.core.http.ClientRequest;
import primelb.core.http.HttpOrigin;
import primelb.core.time.SystemTime;

/** The rules of measurement, against servers that count and misbehave. */
@Timeout(30)
class LoadRunTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final List<HttpConnector> connectors = new ArrayList<>();

    @AfterEach
    void endTheWatches() {
        connectors.forEach(HttpConnector::close);
    }

    @Test
    void fiftyClientsTimesTenSendExactlyFiveHundred() {
        try (var server = FixtureServer.truthful()) {
            Recording recording = run(server, plan(50, new StopRule.PerClient(10), AMPLE), true);
            assertEquals(500, recording.samples().size());
            assertEquals(500, server.requests());
            assertEquals(50, server.connections());
            assertTrue(recording.samples().stream().allMatch(Sample::isOk));
        }
    }

    @Test
    void sevenRequestsByThreeClientsAreSeven() {
        try (var server = FixtureServer.truthful()) {
            Recording recording = run(server, plan(3, new StopRule.Total(7), AMPLE), true);
            assertEquals(7, recording.samples().size());
            assertEquals(7, server.requests());
        }
    }

    @Test
    void everyTenthConnectionDroppedIsEveryTenthRequestFailedAndNothingIsSentAgain() {
        try (var server = FixtureServer.start((number, _) -> number % 10 == 0 ? new Reply.Drop()
                : Reply.prime("524287", true, "server1"))) {
            Recording recording = run(server, plan(5, new StopRule.PerClient(20), AMPLE), true);
            assertEquals(100, server.requests());
            assertEquals(100, recording.samples().size());
            assertEquals(10, count(recording, FailureKind.CLOSED_WITHOUT_ANSWER));
            assertEquals(90, recording.samples().stream().filter(Sample::isOk).count());
        }
    }

    @Test
    void withoutKeepAliveEveryRequestHasItsOwnConnection() {
        try (var server = FixtureServer.truthful()) {
            run(server, plan(2, new StopRule.PerClient(3), AMPLE), false);
            assertEquals(6, server.connections());
        }
    }

    @Test
    void everyRunOpensConnectionsOfItsOwn() {
        try (var server = FixtureServer.truthful()) {
            run(server, plan(4, new StopRule.PerClient(2), AMPLE), true);
            run(server, plan(4, new StopRule.PerClient(2), AMPLE), true);
            assertEquals(8, server.connections());
        }
    }

    @Test
    void aConnectionClosedBetweenRequestsIsSeenBeforeItIsUsed() {
        try (var server = FixtureServer.start((_, _) ->
                new Reply.AnswerAndClose("{\"number\":\"524287\",\"prime\":true}"))) {
            var closing = new LoadRun(new AwaitingClose(connector(server)), SystemTime.ticker(),
                    SystemTime.sleeper(), new Cancellation());
            Recording recording = closing.run(target(server, true), plan(1, new StopRule.PerClient(5), AMPLE),
                    Optional.empty(), new LiveCounts());
            assertTrue(recording.samples().stream().allMatch(Sample::isOk), recording::toString);
            assertEquals(5, server.connections());
            assertEquals(5, server.requests());
        }
    }

    @Test
    void aStalledBodyEndsAtTheDeadline() {
        try (var server = FixtureServer.start((_, _) -> new Reply.StallBody())) {
            Recording recording = run(server, plan(2, new StopRule.PerClient(1), Duration.ofMillis(300)), true);
            assertEquals(2, count(recording, FailureKind.TIMEOUT));
            recording.samples().forEach(sample -> assertTrue(sample.responseNanos() >= 300_000_000L
                    && sample.responseNanos() < 5_000_000_000L, sample::toString));
        }
    }

    @Test
    void eachWayOfFailingHasItsKind() {
        List<Reply> replies = List.of(new Reply.Drop(), new Reply.Truncate(), new Reply.Noise(),
                new Reply.Answer(404, "", ""), new Reply.Answer(503, "full", ""), new Reply.Answer(204, "", ""),
                new Reply.Answer(302, "", ""), Reply.prime("524287", false, ""), Reply.prime("7", true, ""),
                new Reply.Answer(200, "prime", ""));
        try (var server = FixtureServer.start((number, _) -> replies.get(number - 1))) {
            Recording recording = run(server, plan(1, new StopRule.PerClient(replies.size()), AMPLE), true);
            assertEquals(List.of("closed-without-answer", "truncated", "wrong-body", "status-4xx", "status-5xx",
                    "status-2xx", "status-3xx", "wrong-body", "wrong-body", "wrong-body"),
                    recording.samples().stream().map(LoadRunTest::label).toList());
        }
    }

    @Test
    void nobodyListeningIsRefusedAndAnUnknownNameIsDns() {
        URI gone;
        try (var server = FixtureServer.truthful()) {
            gone = server.url("/prime/524287");
        }
        Recording refused = run(gone, plan(2, new StopRule.PerClient(2), AMPLE));
        assertEquals(4, count(refused, FailureKind.REFUSED));
        Recording unknown = run(URI.create("http://no-such-host.invalid/"), plan(1, new StopRule.PerClient(1), AMPLE));
        assertEquals(1, count(unknown, FailureKind.DNS));
    }

    @Test
    void aDurationStopsTheSendingAndWaitsForWhatIsUnderWay() {
        try (var server = FixtureServer.truthful()) {
            Recording recording = run(server, plan(2, new StopRule.After(Duration.ofMillis(200)), AMPLE), true);
            assertEquals(server.requests(), recording.samples().size());
            assertTrue(recording.samples().stream().allMatch(sample ->
                    sample.started() - recording.released() < 200_000_000L));
        }
    }

    @Test
    void aRunHoldsNoMoreSamplesThanItMayAndSaysSo() {
        try (var server = FixtureServer.truthful()) {
            var run = new LoadRun(List.of(connector(server)), SystemTime.ticker(), SystemTime.sleeper(),
                    new Cancellation(), 20);
            Recording recording = run.run(target(server, true), plan(3, new StopRule.After(AMPLE), AMPLE),
                    Optional.empty(), new LiveCounts());
            assertEquals(20, recording.samples().size());
            assertTrue(recording.limitReached());
        }
    }

    @Test
    void aCancelledRunEndsAtOnceAndAbandonsWhatWasUnderWay() {
        var cancellation = new Cancellation();
        try (var server = FixtureServer.start((number, _) -> {
            if (number == 6) {
                Thread.ofVirtual().start(cancellation::request);
            }
            return number > 3 ? new Reply.StallBody() : Reply.prime("524287", true, "server1");
        })) {
            Recording recording = new LoadRun(connector(server), SystemTime.ticker(), SystemTime.sleeper(), cancellation).run(
                    target(server, true), plan(3, new StopRule.PerClient(10), AMPLE), Optional.empty(),
                    new LiveCounts());
            assertEquals(3, recording.samples().size());
            assertEquals(3, recording.abandoned());
        }
    }

    @Test
    void anAnswerThatChangesIsReadAnewAndOneThatRepeatsIsCountedAgain() {
        try (var server = FixtureServer.start((number, _) -> number % 3 == 0 ? Reply.prime("524287", false, "server2")
                : Reply.prime("524287", true, "server" + number % 2))) {
            Recording recording = run(server, plan(1, new StopRule.PerClient(6), AMPLE), true);
            assertEquals(List.of("ok", "ok", "wrong-body", "ok", "ok", "wrong-body"),
                    recording.samples().stream().map(LoadRunTest::label).toList());
            assertEquals(List.of("server1", "server0", "server2", "server0", "server1", "server2"),
                    recording.samples().stream().map(Sample::server).toList());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void inAnOpenLoopWhoeverIsFreeSendsAndTheTotalIsExact() {
        try (var server = FixtureServer.truthful()) {
            var plan = new LoadPlan(20, new StopRule.Total(100), new Pacer.OpenLoop(2000, Duration.ZERO), AMPLE, AMPLE);
            Recording recording = run(server, plan, true);
            assertEquals(100, recording.samples().size());
            assertEquals(100, server.requests());
            assertTrue(recording.samples().stream().allMatch(sample -> sample.started() >= sample.scheduled()));
            assertEquals(100, recording.samples().stream().mapToLong(Sample::scheduled).distinct().count());
        }
    }

    @Test
    void anOpenLoopThatWaitsForItsNextRequestEndsAtOnceWhenItIsCancelled() {
        var cancellation = new Cancellation();
        try (var server = FixtureServer.start((_, _) -> {
            Thread.ofVirtual().start(cancellation::request);
            return Reply.prime("524287", true, "server1");
        })) {
            var plan = new LoadPlan(2, new StopRule.Total(2), new Pacer.OpenLoop(0.01, Duration.ZERO), AMPLE, AMPLE);
            Recording recording = new LoadRun(connector(server), SystemTime.ticker(), SystemTime.sleeper(), cancellation)
                    .run(target(server, true), plan, Optional.empty(), new LiveCounts());
            assertEquals(1, server.requests());
            assertEquals(1, recording.samples().size() + recording.abandoned());
        }
    }

    @Test
    void aFirstLineIsUsedAndNoOtherIsOpenedForIt() throws Exception {
        try (var server = FixtureServer.truthful()) {
            Line first = connector(server).open(AMPLE);
            new LoadRun(connector(server), SystemTime.ticker(), SystemTime.sleeper(), new Cancellation()).run(target(server, true),
                    plan(2, new StopRule.PerClient(3), AMPLE), Optional.of(first), new LiveCounts());
            assertEquals(2, server.connections());
        }
    }

    private Recording run(FixtureServer server, LoadPlan plan, boolean keepAlive) {
        return new LoadRun(connector(server), SystemTime.ticker(), SystemTime.sleeper(), new Cancellation()).run(
                target(server, keepAlive), plan, Optional.empty(), new LiveCounts());
    }

    private Recording run(URI uri, LoadPlan plan) {
        var connector = connector(uri);
        return new LoadRun(connector, SystemTime.ticker(), SystemTime.sleeper(), new Cancellation()).run(target(uri, true), plan,
                Optional.empty(), new LiveCounts());
    }

    private HttpConnector connector(FixtureServer server) {
        return connector(server.url("/"));
    }

    private HttpConnector connector(URI uri) {
        HttpConnector connector = HttpConnector.start(HttpOrigin.of(uri), SystemTime.ticker(), SystemTime.sleeper());
        connectors.add(connector);
        return connector;
    }

    private static Target target(FixtureServer server, boolean keepAlive) {
        return target(server.url("/prime/524287"), keepAlive);
    }

    private static Target target(URI uri, boolean keepAlive) {
        return new Target(uri, ClientRequest.get(uri.getRawPath()), keepAlive, new AnswerCheck(Set.of(200),
                Optional.<Pattern>empty(), PrimeTruth.askedBy(uri.getRawPath())));
    }

    private static LoadPlan plan(int clients, StopRule stop, Duration timeout) {
        return new LoadPlan(clients, stop, new Pacer.ClosedLoop(), timeout, Duration.ofSeconds(5));
    }

    private static long count(Recording recording, FailureKind kind) {
        return recording.samples().stream().filter(sample -> label(sample).equals(kind.label())).count();
    }

    private static String label(Sample sample) {
        return switch (sample.outcome()) {
            case Outcome.Ok _ -> "ok";
            case Outcome.Failed(FailureKind kind, _) -> kind.label();
        };
    }
}
