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

import primelb.core.backend.BackendEvent;
import primelb.core.proxy.RawClient.Answer;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ReceivedRequest;
import primelb.core.time.SystemTime;

/**
 * Requests wait in one line while every active backend is full; here one backend takes one at a time, and two may
 * wait.
 */
@Timeout(30)
class QueueTest {
    private static final Behaviour HELD = Behaviour.of(new Behaviour.ReadBody(), new Behaviour.Hold(),
            Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    /** Patient with backends, since a test may be slow; only the deadline of the whole is short where it matters. */
    private static final ProxySettings PATIENT = ProxySettings.defaults("primelb-test");

    private final List<RawClient> clients = new ArrayList<>();
    private ProxyFixture fixture;

    @BeforeEach
    void start() throws IOException {
        use(PATIENT);
    }

    private void use(ProxySettings settings) throws IOException {
        fixture = new ProxyFixture(settings, 1);
        fixture.limit(1, 1);
        fixture.backend(1).usually(HELD);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        fixture.close();
    }

    private RawClient send(String target) throws IOException {
        RawClient client = fixture.client().send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");
        clients.add(client);
        return client;
    }

    private RawClient sendToBackend(String target) throws IOException {
        RawClient client = send(target);
        fixture.backend(1).awaitReceived(1);
        return client;
    }

    private RawClient sendToLine(String target, int place) throws IOException {
        RawClient client = send(target);
        awaitWaiting(place);
        return client;
    }

    private void awaitWaiting(int count) {
        Await.until(count + " waiting", ProxyFixture.PATIENCE, () -> fixture.pool().waiting() == count);
    }

    @Test
    void firstComeFirstServedAndNeverMoreThanTheBackendTakes() throws IOException {
        RawClient first = sendToBackend("/1");
        RawClient second = sendToLine("/2", 1);
        RawClient third = sendToLine("/3", 2);
        for (RawClient client : List.of(first, second, third)) {
            assertTrue(fixture.member(1).inFlight() <= 1);
            Await.until("the next is in flight", ProxyFixture.PATIENCE, () -> fixture.member(1).inFlight() == 1);
            fixture.backend(1).proceed();
            assertEquals("ok", client.answer().body());
        }
        assertEquals(List.of("/1", "/2", "/3"),
                fixture.backend(1).received().stream().map(ReceivedRequest::target).toList());
    }

    @Test
    void beyondTheLineIs503AtOnce() throws IOException {
        sendToBackend("/1");
        sendToLine("/2", 1);
        sendToLine("/3", 2);
        Answer answer = send("/4").answer();
        assertEquals(503, answer.status());
        assertTrue(answer.has("Retry-After: 1"), answer.head());
        assertTrue(answer.body().contains("every active backend is full"), answer.body());
    }

    @Test
    void whoIsRefusedIsToldAtOnceHoweverLongTheLineIs() throws IOException {
        sendToBackend("/1");
        sendToLine("/2", 1);
        sendToLine("/3", 2);
        RawClient refused = fixture.client();
        clients.add(refused);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long sent = SystemTime.ticker().nanos();
            Answer answer = refused.get("/");
            millis.add((SystemTime.ticker().nanos() - sent) / 1_000_000);
            assertEquals(503, answer.status());
            assertTrue(answer.has("Retry-After: 1"), answer.head());
        }
        // Not the slowest: the machine may have other things to do.
        assertTrue(millis.stream().filter(each -> each < 50).count() > 40, millis::toString);
        assertEquals(1, fixture.backend(1).received().size());
    }

    @Test
    void aRequestThatWaitsGoesElsewhereWhenABackendIsEjected() throws IOException {
        fixture.close();
        fixture = new ProxyFixture(PATIENT, 2);
        for (int number = 1; number <= 2; number++) {
            fixture.limit(number, 1);
            fixture.backend(number).usually(HELD);
            send("/busy");
            fixture.backend(number).awaitReceived(1);
        }
        RawClient waiting = sendToLine("/waits", 1);
        fixture.pool().apply(fixture.member(1),
                new BackendEvent.ProbesFailed(fixture.member(1).status().generation(), "timeout"));
        assertEquals(1, fixture.pool().waiting(), "the other one is still full");
        fixture.backend(1).proceed();
        fixture.awaitInFlight(1, 0);
        assertEquals(1, fixture.pool().waiting(), "room at an ejected backend is no room");
        fixture.backend(2).proceed();
        fixture.backend(2).proceed();
        assertEquals("ok", waiting.answer().body());
        assertEquals("/waits", fixture.backend(2).received().getLast().target());
    }

    @Test
    void aClientThatLeavesGivesUpItsPlace() throws IOException {
        RawClient first = sendToBackend("/1");
        RawClient leaving = sendToLine("/2", 1);
        RawClient third = sendToLine("/3", 2);
        leaving.close();
        awaitWaiting(1);
        fixture.backend(1).proceed();
        assertEquals("ok", first.answer().body());
        fixture.backend(1).proceed();
        assertEquals("ok", third.answer().body());
        assertEquals(2, fixture.backend(1).received().size(), "the backend never saw the one who left");
    }

    @Test
    void thoseWhoWaitAreToldWhenNoBackendIsActiveAnyMore() throws IOException {
        sendToBackend("/1");
        RawClient waiting = sendToLine("/2", 1);
        fixture.pool().deregister(fixture.member(1).url());
        Answer answer = waiting.answer();
        assertEquals(503, answer.status());
        assertTrue(answer.body().contains("no backend is active"), answer.body());
    }

    @Test
    void thoseWhoWaitMoveToABackendThatComes() throws IOException {
        sendToBackend("/1");
        RawClient waiting = sendToLine("/2", 1);
        try (primelb.core.testing.ScriptedBackend other =
                primelb.core.testing.ScriptedBackend.start().usually(Behaviour.ok("other"))) {
            fixture.activate(other);
            assertEquals("other", waiting.answer().body());
        }
    }

    @Test
    void waitingEndsAtTheDeadlineOfTheWholeWith504() throws IOException {
        fixture.close();
        Duration half = Duration.ofMillis(500);
        use(PATIENT.with(ProxySettings.Timeouts.DEFAULT.with(half, Duration.ofSeconds(20), half)));
        sendToBackend("/1");
        assertEquals(504, send("/2").answer().status());
        assertEquals(0, fixture.pool().waiting());
        assertTrue(fixture.member(1).status().active(), "to be full is no fault");
    }
}
