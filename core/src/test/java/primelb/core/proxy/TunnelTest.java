package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.proxy.RawClient.Answer;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ReceivedRequest;

/** After an upgrade the bytes of both sides pass as they are. */
@Timeout(30)
class TunnelTest {
    private static final String UPGRADE = "GET /chat HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Key: k\r\n\r\n";

    private ProxyFixture fixture;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        fixture = new ProxyFixture(ProxyFixture.QUICK, 1);
        client = fixture.client();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        fixture.close();
    }

    @Test
    void carriesBytesBothWaysOnceTheServerAgrees() throws IOException {
        fixture.backend(1).then(Behaviour.inTwoParts(
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nfirst", "second"));
        Answer answer = client.send(UPGRADE + "early").answer();
        assertEquals(101, answer.status());
        assertTrue(answer.has("Connection: Upgrade") && answer.has("Upgrade: websocket"), answer.head());
        assertEquals("first", client.bytes(5));
        ReceivedRequest request = fixture.backend(1).awaitReceived(1).getFirst();
        assertEquals("Upgrade", request.field("Connection").orElseThrow());
        assertEquals("websocket", request.field("Upgrade").orElseThrow());
        assertEquals("k", request.field("Sec-WebSocket-Key").orElseThrow());
        assertEquals(1, fixture.member(1).inFlight(), "a tunnel is in flight");
        fixture.backend(1).proceed();
        assertEquals("second", client.bytes(6));
    }

    @Test
    void endsWhenBothSidesHaveEnded() throws IOException {
        fixture.backend(1).then(Behaviour.rawThenClose(
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nbye"));
        client.send(UPGRADE).answer();
        assertEquals("bye", client.rest());
        client.close();
        Await.until("the lease ends", ProxyFixture.PATIENCE, () -> fixture.member(1).inFlight() == 0);
        assertTrue(fixture.member(1).status().active());
    }

    @Test
    void forwardsAnAnswerThatDeclines() throws IOException {
        assertEquals("backend 1", client.send(UPGRADE).answer().body());
        assertEquals("backend 1", client.get("/").body());
    }
}
