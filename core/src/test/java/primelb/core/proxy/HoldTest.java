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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.backend.BackendEvent;
import primelb.core.balance.RoundRobin;
import primelb.core.proxy.RawClient.Answer;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;

/** Requests that wait for a backend to come back while none is active; two may wait. */
@Timeout(30)
class HoldTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ProxySettings PATIENT = ProxySettings.defaults("primelb-test");

    private final List<RawClient> clients = new ArrayList<>();
    private ProxyFixture fixture;

    @BeforeEach
    void start() throws IOException {
        use(PATIENT, LONG);
    }

    private void use(ProxySettings settings, Duration hold) throws IOException {
        fixture = new ProxyFixture(settings, 1, ProxyFixture.pool(new RoundRobin(), hold));
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        fixture.close();
    }

    private RawClient send(String request) throws IOException {
        RawClient client = fixture.client().send(request);
        clients.add(client);
        return client;
    }

    private RawClient sendGet() throws IOException {
        return send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    private void awaitWaiting(int count) {
        Await.until(count + " waiting", ProxyFixture.PATIENCE, () -> fixture.pool().waiting() == count);
    }

    private void eject() {
        fixture.pool().apply(fixture.member(1),
                new BackendEvent.ProbesFailed(fixture.member(1).status().generation(), "timeout"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody"})
    void aRequestIsAnsweredOnceABackendIsBack(String request) throws IOException {
        eject();
        RawClient client = send(request);
        awaitWaiting(1);
        fixture.reactivate(1);
        assertEquals("backend 1", client.answer().body());
    }

    @Test
    void afterThatTimeItIs503() throws IOException {
        fixture.close();
        use(PATIENT, Duration.ofMillis(200));
        eject();
        Answer answer = sendGet().answer();
        assertEquals(503, answer.status());
        assertTrue(answer.has("Retry-After: 1"), answer.head());
        assertTrue(answer.body().contains("no backend is active"), answer.body());
        assertEquals(0, fixture.pool().waiting());
    }

    @Test
    void theDeadlineOfTheWholeHolds() throws IOException {
        fixture.close();
        Duration half = Duration.ofMillis(500);
        use(PATIENT.with(PATIENT.timeouts().with(half, LONG, half)), LONG);
        eject();
        assertEquals(504, sendGet().answer().status());
    }

    @Test
    void aRequestThatFailedAtTheLastBackendGoesThereAgainOnceItIsBack() throws IOException {
        fixture.backend(1).then(Behaviour.closeUnanswered());
        RawClient client = sendGet();
        awaitWaiting(1);
        fixture.reactivate(1);
        assertEquals("backend 1", client.answer().body());
        fixture.awaitQuiet();
        assertEquals(2, fixture.proxy().stats().attempts());
    }

    @Test
    void whoWaitedForRoomIsHeldToo() throws IOException {
        fixture.limit(1, 1);
        fixture.backend(1).then(Behaviour.stall());
        sendGet();
        fixture.backend(1).awaitReceived(1);
        RawClient waiting = sendGet();
        awaitWaiting(1);
        eject();
        fixture.backend(1).closeConnections();
        awaitWaiting(2);
        fixture.reactivate(1);
        assertEquals("backend 1", waiting.answer().body());
    }

    @Test
    void aClientThatLeavesGivesUpItsPlace() throws IOException {
        eject();
        RawClient leaving = sendGet();
        awaitWaiting(1);
        leaving.close();
        awaitWaiting(0);
        assertEquals(0, fixture.backend(1).received().size());
    }

    @Test
    void beyondTheLineIs503AtOnce() throws IOException {
        eject();
        sendGet();
        sendGet();
        awaitWaiting(2);
        assertEquals(503, sendGet().answer().status());
    }
}
