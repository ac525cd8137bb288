package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.Behaviour;

/** A request that takes longer than a backend is given, wherever it goes. */
@Timeout(30)
class PoisonTest {
    private static final int BACKENDS = 3;

    private ProxyFixture fixture;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        fixture = new ProxyFixture(ProxyFixture.QUICK, BACKENDS);
        client = fixture.client();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        fixture.close();
    }

    private int received() {
        return IntStream.rangeClosed(1, BACKENDS).map(number -> fixture.backend(number).received().size()).sum();
    }

    @Test
    void ejectsOneBackendAndReachesNoOther() throws IOException {
        fixture.backend(1).then(Behaviour.stall());
        assertEquals(504, client.get("/poison").status());
        assertEquals(1, fixture.changes().size());
        assertEquals("request failed: response timeout", fixture.changes().getFirst().cause());
        assertEquals(1, received());
    }

    @Test
    void neverEjectsTheLastBackendHoweverOftenItIsSent() throws IOException {
        for (int number = 1; number <= BACKENDS; number++) {
            fixture.backend(number).then(Behaviour.stall(), Behaviour.stall());
        }
        for (int i = 0; i < BACKENDS + 1; i++) {
            assertEquals(504, client.get("/poison").status());
            assertTrue(fixture.pool().anyActive(), "after " + (i + 1));
        }
        assertEquals(BACKENDS - 1, fixture.changes().size());
        fixture.awaitQuiet();
        assertEquals(BACKENDS + 1, fixture.pool().backends().stream().mapToLong(each -> each.failures()).sum(),
                "it failed at the last one, too");
        assertEquals(200, client.get("/").status());
    }
}
