package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.forward.RetryRules;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;

/**
 * A backend that has frozen: its health check goes unanswered while it owes answers. The first of two is the frozen
 * one.
 */
@Timeout(30)
class SilentBackendTest {
    private static final Behaviour HELD = Behaviour.of(new Behaviour.ReadBody(), new Behaviour.Hold(),
            Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"));
    private static final ProxySettings PATIENT = ProxySettings.defaults("primelb-test");

    private final List<RawClient> clients = new ArrayList<>();
    private ProxyFixture fixture;

    @BeforeEach
    void start() throws IOException {
        use(PATIENT);
    }

    private void use(ProxySettings settings) throws IOException {
        fixture = new ProxyFixture(settings, 2);
        fixture.backend(1).usually(HELD);
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        fixture.close();
    }

    private RawClient sendToFrozen(String request) throws IOException {
        int before = fixture.backend(1).received().size();
        RawClient client = fixture.client();
        clients.add(client);
        if (fixture.member(2).status().active() && fixture.backend(1).received().size()
                > fixture.backend(2).received().size()) {
            client.get("/turn");
        }
        client.send(request);
        fixture.backend(1).awaitReceived(before + 1);
        return client;
    }

    private static String get(String method) {
        return method + " /waits HTTP/1.1\r\nHost: h\r\n\r\n";
    }

    /** One after the other, as health checks do: a request may only just be on its way to its waiting. */
    private void healthChecksGoUnanswered(String until, BooleanSupplier reached) {
        Backend frozen = fixture.member(1);
        fixture.pool().apply(frozen, new BackendEvent.ProbesFailed(frozen.status().generation(), "timeout"));
        Await.until(until, ProxyFixture.PATIENCE, () -> {
            fixture.proxy().leave(frozen);
            return reached.getAsBoolean();
        });
    }

    private void healthChecksGoUnansweredUntilWaiting(int left) {
        healthChecksGoUnanswered(left + " are waiting", () -> fixture.member(1).inFlight() == left);
    }

    /** Often enough to catch whoever could be moved. */
    private void manyHealthChecksGoUnanswered() {
        AtomicInteger count = new AtomicInteger();
        healthChecksGoUnanswered("twenty of them", () -> count.incrementAndGet() == 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void whatMayBeSentTwiceGoesToAnotherBackendAtOnce(String method) throws IOException {
        RawClient client = sendToFrozen(get(method));
        healthChecksGoUnansweredUntilWaiting(0);
        assertEquals(200, client.answer(method.equals("HEAD")).status());
        assertEquals("/waits", fixture.backend(2).received().getLast().target());
        fixture.awaitQuiet();
        assertEquals(1, fixture.proxy().stats().retries());
        assertEquals(1, fixture.member(1).failures());
    }

    @Test
    void aRequestWithASmallBodyThatMayBeSentTwiceGoesWhole() throws IOException {
        RawClient client = sendToFrozen("GET /waits HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody");
        healthChecksGoUnansweredUntilWaiting(0);
        assertEquals("backend 2", client.answer().body());
        assertEquals("body", new String(fixture.backend(2).received().getLast().body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void anythingElseGoesOnWaiting(String method) throws IOException {
        RawClient client = sendToFrozen(method + " / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
        manyHealthChecksGoUnanswered();
        fixture.backend(1).proceed();
        assertEquals("late", client.answer().body(), "it has thawed in time");
        assertEquals(0, fixture.backend(2).received().size());
    }

    @Test
    void anAnswerThatHasBegunIsNotTakenElsewhere() throws IOException {
        fixture.backend(1).usually(Behaviour.inTwoParts("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst", "after"));
        RawClient client = sendToFrozen(get("GET"));
        while (!client.line().isEmpty()) {
            // The fields are not of interest here.
        }
        assertEquals("first", client.bytes(5));
        manyHealthChecksGoUnanswered();
        fixture.backend(1).proceed();
        assertEquals("after", client.bytes(5));
        assertEquals(0, fixture.backend(2).received().size());
    }

    @Test
    void whereNoOtherBackendIsActiveAllGoOnWaiting() throws IOException {
        RawClient client = sendToFrozen(get("GET"));
        fixture.pool().deregister(fixture.member(2).url());
        manyHealthChecksGoUnanswered();
        fixture.backend(1).proceed();
        assertEquals("late", client.answer().body());
    }

    @Test
    void noMoreGoElsewhereThanTheReserveAndTheBudgetAllow() throws IOException {
        fixture.close();
        use(PATIENT.with(new RetryRules(2, 0, 0, 3)));
        List<RawClient> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(sendToFrozen(get("GET")));
        }
        healthChecksGoUnansweredUntilWaiting(2);
        manyHealthChecksGoUnanswered();
        assertEquals(2, fixture.member(1).inFlight());
        assertEquals(3, fixture.proxy().stats().retries());
        for (int i = 0; i < 5; i++) {
            // Also those whose connections are gone wait for a sign.
            fixture.backend(1).proceed();
        }
        int late = 0;
        for (RawClient client : waiting) {
            String body = client.answer().body();
            assertTrue(body.equals("late") || body.equals("backend 2"), body);
            late += body.equals("late") ? 1 : 0;
        }
        assertEquals(2, late, "the others waited, and lost nothing");
    }
}
