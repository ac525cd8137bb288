package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.proxy.RawClient.Answer;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;

/** What follows a failed attempt while the other backend is full: it takes one at a time, and two requests may wait. */
@Timeout(30)
class RetryTest {
    private static final Behaviour HELD = Behaviour.of(new Behaviour.ReadBody(), new Behaviour.Hold(),
            Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    private static final ProxySettings PATIENT = ProxySettings.defaults("primelb-test");

    private final List<RawClient> clients = new ArrayList<>();
    private ProxyFixture fixture;

    @BeforeEach
    void start() throws IOException {
        use(PATIENT);
    }

    /** The first backend closes without an answer; the second is kept busy by a request of its own. */
    private void use(ProxySettings settings) throws IOException {
        fixture = new ProxyFixture(settings, 2);
        fixture.limit(2, 1);
        fixture.backend(1).then(Behaviour.ok("warm")).usually(Behaviour.closeUnanswered());
        fixture.backend(2).usually(HELD);
        assertEquals("warm", client().get("/").body());
        client().send("GET /busy HTTP/1.1\r\nHost: h\r\n\r\n");
        fixture.backend(2).awaitReceived(1);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        fixture.close();
    }

    private RawClient client() throws IOException {
        RawClient client = fixture.client();
        clients.add(client);
        return client;
    }

    private RawClient send(String target) throws IOException {
        return client().send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    private void awaitWaiting(int count) {
        Await.until(count + " waiting", ProxyFixture.PATIENCE, () -> fixture.pool().waiting() == count);
    }

    @Test
    void waitsInLineForABackendThatIsFull() throws IOException {
        RawClient moved = send("/moved");
        awaitWaiting(1);
        assertTrue(fixture.member(2).inFlight() <= 1, "never more than it takes, in retries too");
        fixture.backend(2).proceed();
        fixture.backend(2).proceed();
        Answer answer = moved.answer();
        assertEquals(200, answer.status());
        assertEquals("/moved", fixture.backend(2).received().getLast().target());
    }

    @Test
    void theLastFailureIsTheAnswerWhereTheLineIsFull() throws IOException {
        // Each one ejects the first backend and then waits for the second.
        for (int waiting = 1; waiting <= 2; waiting++) {
            send("/" + waiting);
            awaitWaiting(waiting);
            fixture.reactivate(1);
        }
        Answer answer = send("/3").answer();
        assertEquals(502, answer.status(), answer.body());
        assertTrue(answer.body().contains("closed without an answer"), answer.body());
    }

    @Test
    void theLastFailureIsTheAnswerWhereTheOtherBackendGoesMeanwhile() throws IOException {
        RawClient waiting = send("/");
        awaitWaiting(1);
        fixture.pool().deregister(fixture.member(2).url());
        Answer answer = waiting.answer();
        assertEquals(502, answer.status(), answer.body());
        assertTrue(answer.body().contains("closed without an answer"), answer.body());
    }

    @Test
    void theDeadlineOfTheWholeHoldsWhileARetryWaits() throws IOException {
        fixture.close();
        Duration half = Duration.ofMillis(500);
        use(PATIENT.with(ProxySettings.Timeouts.DEFAULT.with(half, Duration.ofSeconds(20), half)));
        assertEquals(504, send("/").answer().status());
        assertEquals(0, fixture.pool().waiting());
    }
}
