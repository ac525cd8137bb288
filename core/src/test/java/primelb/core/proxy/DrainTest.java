package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.Behaviour;

/** A proxy that stops loses no request, and no client sees a reset. */
@Timeout(30)
class DrainTest {
    private static final int CLIENTS = 20;
    private static final int BEFORE = 5;

    @RepeatedTest(5)
    void clientsThatSendOneRequestAfterTheOtherAreAllToldToGo() throws Exception {
        CountDownLatch busy = new CountDownLatch(CLIENTS);
        try (ProxyFixture fixture = new ProxyFixture(ProxySettings.defaults("primelb-test"), 2);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> ends = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                ends.add(threads.submit(() -> sendUntilToldToGo(fixture, busy)));
            }
            busy.await();
            assertTrue(fixture.proxy().drain(ProxyFixture.PATIENCE));
            int answers = 0;
            for (Future<Integer> end : ends) {
                answers += end.get();
            }
            ProxyStats stats = fixture.proxy().stats();
            assertEquals(answers, stats.requests());
            assertEquals(answers, stats.answered());
        }
    }

    private static int sendUntilToldToGo(ProxyFixture fixture, CountDownLatch busy) throws IOException {
        try (RawClient client = fixture.client()) {
            for (int answers = 1; ; answers++) {
                RawClient.Answer answer = client.get("/");
                assertEquals(200, answer.status());
                if (answers == BEFORE) {
                    busy.countDown();
                }
                if (answer.has("Connection: close")) {
                    assertEquals("", client.rest());
                    return answers;
                }
            }
        }
    }

    @Test
    void requestsInWorkAreFinishedAndIdleConnectionsEndInOrder() throws Exception {
        try (ProxyFixture fixture = new ProxyFixture(ProxySettings.defaults("primelb-test"), 1);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                RawClient idle = fixture.client(); RawClient busy = fixture.client()) {
            idle.get("/");
            fixture.backend(1).then(Behaviour.of(new Behaviour.ReadBody(), new Behaviour.Hold(),
                    Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")));
            busy.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            fixture.backend(1).awaitReceived(2);
            Future<Boolean> drained = threads.submit(() -> fixture.proxy().drain(ProxyFixture.PATIENCE));
            assertEquals("", idle.rest(), "an idle connection ends in order");
            fixture.backend(1).proceed();
            RawClient.Answer answer = busy.answer();
            assertEquals("done", answer.body());
            assertTrue(answer.has("Connection: close"), answer.head());
            assertTrue(drained.get());
        }
    }
}
