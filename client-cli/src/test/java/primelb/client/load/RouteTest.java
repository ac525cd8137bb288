package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Reply;
import primelb.core.http.ClientRequest;
import primelb.core.http.Field;
import primelb.core.http.HttpOrigin;
import primelb.core.time.SystemTime;

/** Several balancers: who moves, who does not, and that every move is counted. */
@Timeout(30)
class RouteTest {
    private final List<HttpConnector> connectors = new ArrayList<>();
    private final FixtureServer good = FixtureServer.truthful();

    @AfterEach
    void end() {
        connectors.forEach(HttpConnector::close);
        good.close();
    }

    @Test
    void clientsBeginWithTheBalancersInTurnAndNobodyMovesWithoutAReason() {
        try (var other = FixtureServer.truthful()) {
            Recording recording = run("GET", 4, 5, other, good);
            assertEquals(List.of(10, 10), List.of(other.requests(), good.requests()));
            assertEquals(List.of(0, 0), moves(recording));
        }
    }

    @Test
    void whoseBalancerIsGoneMovesOnceAndStaysAndNothingWasSentTwice() {
        FixtureServer gone = FixtureServer.truthful();
        gone.close();
        Recording recording = run("GET", 4, 5, gone, good);
        assertTrue(recording.samples().stream().allMatch(Sample::isOk), recording::toString);
        assertEquals(List.of(2, 0), moves(recording));
        assertEquals(20, good.requests());
    }

    @Test
    void aGetThatGotNoAnswerIsSentAgainElsewhereAndCountedAsSuch() {
        try (var dropping = FixtureServer.start((_, _) -> new Reply.Drop())) {
            Recording recording = run("GET", 2, 3, dropping, good);
            assertTrue(recording.samples().stream().allMatch(Sample::isOk), recording::toString);
            assertEquals(List.of(1, 1), moves(recording));
            assertEquals(recording.samples().size() + 1, dropping.requests() + good.requests());
        }
    }

    @Test
    void aConnectionResetBeforeTheFirstByteOfAnAnswerMovesAGet() throws IOException {
        try (ServerSocket resetting = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> resetAll(resetting));
            URI uri = URI.create("http://127.0.0.1:" + resetting.getLocalPort() + "/prime/524287");
            Recording recording = run("GET", 1, 3, uri, good.url("/prime/524287"));
            assertTrue(recording.samples().stream().allMatch(Sample::isOk), recording::toString);
            assertEquals(List.of(1, 1), moves(recording));
        }
    }

    @Test
    void whatMayHaveBeenDoneIsNotSentAgainUnlessItIsAGet() {
        try (var dropping = FixtureServer.start((_, _) -> new Reply.Drop())) {
            Recording recording = run("POST", 2, 3, dropping, good);
            assertEquals(3, count(recording, FailureKind.CLOSED_WITHOUT_ANSWER));
            assertEquals(List.of(0, 0), moves(recording));
            assertEquals(6, dropping.requests() + good.requests());
        }
        FixtureServer gone = FixtureServer.truthful();
        gone.close();
        Recording refused = run("POST", 1, 3, gone, good);
        assertTrue(refused.samples().stream().allMatch(Sample::isOk), "a POST of which nothing was sent may move");
        assertEquals(List.of(1, 0), moves(refused));
    }

    @Test
    void anAnswerThatBeganOrIsAnErrorAndATimeThatIsOverAreNoReasonToMove() {
        for (Reply reply : List.of(new Reply.Truncate(), new Reply.Noise(), new Reply.Answer(503, "full", ""),
                new Reply.StallBody())) {
            try (var bad = FixtureServer.start((_, _) -> reply)) {
                Recording recording = run("GET", 1, 2, bad, good);
                assertEquals(2, recording.samples().stream().filter(sample -> !sample.isOk()).count(), reply::toString);
                assertEquals(List.of(0, 0), moves(recording), reply::toString);
            }
        }
        assertEquals(0, good.requests());
    }

    @Test
    void whenAllAreGoneEachIsTriedOnceAndTheRequestFailed() {
        FixtureServer gone = FixtureServer.truthful();
        gone.close();
        FixtureServer alsoGone = FixtureServer.truthful();
        alsoGone.close();
        Recording recording = run("GET", 2, 2, gone, alsoGone);
        assertEquals(4, count(recording, FailureKind.REFUSED));
        assertEquals(List.of(4, 0), moves(recording));
    }

    private Recording run(String method, int clients, int each, FixtureServer... servers) {
        return run(method, clients, each, List.of(servers).stream().map(server -> server.url("/prime/524287"))
                .toArray(URI[]::new));
    }

    private Recording run(String method, int clients, int each, URI... uris) {
        List<HttpConnector> balancers = List.of(uris).stream().map(uri -> HttpConnector.start(HttpOrigin.of(uri),
                SystemTime.ticker(), SystemTime.sleeper())).toList();
        connectors.addAll(balancers);
        var request = new ClientRequest(method, "/prime/524287", List.of(new Field("X-Test", "1")), new byte[0]);
        var target = new Target(uris[0], List.of(uris).subList(1, uris.length), request, true,
                new AnswerCheck(Set.of(200), Optional.empty(), Optional.empty()));
        var plan = new LoadPlan(clients, new StopRule.PerClient(each), new Pacer.ClosedLoop(), Duration.ofMillis(500),
                Duration.ofMillis(500));
        return new LoadRun(balancers, SystemTime.ticker(), SystemTime.sleeper(), new Cancellation()).run(target, plan,
                Optional.empty(), new LiveCounts());
    }

    private static void resetAll(ServerSocket listener) {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.getInputStream().read();
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Integer> moves(Recording recording) {
        return List.of(recording.samples().stream().mapToInt(Sample::moved).sum(),
                recording.samples().stream().mapToInt(Sample::sentAgain).sum());
    }

    private static long count(Recording recording, FailureKind kind) {
        return recording.samples().stream().filter(sample -> sample.outcome() instanceof Outcome.Failed(var found, _)
                && found == kind).count();
    }
}
