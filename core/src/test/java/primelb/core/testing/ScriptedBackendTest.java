package primelb.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ScriptedBackendTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private final ScriptedBackend backend = ScriptedBackend.start();

    @AfterEach
    void close() {
        backend.close();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), backend.port());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void playsItsQueueAndThenTheUsual() throws IOException {
        backend.then(Behaviour.raw("one"), Behaviour.raw("two")).usually(Behaviour.rawThenClose("last"));
        try (Socket socket = connect()) {
            send(socket, GET + GET + GET);

            assertEquals("onetwolast", readAll(socket));
        }
        assertEquals(3, backend.received().size());
    }

    @Test
    void recordsRequestsWithTheirConnection() throws IOException {
        try (Socket first = connect(); Socket second = connect()) {
            send(first, "POST /a?b HTTP/1.1\r\nHost: h\r\nX-Y: 1\r\nx-y: 2\r\nContent-Length: 3\r\n\r\nabc");
            read(first, 1);
            send(second, "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "3;x\r\nabc\r\n1\r\nd\r\n0\r\n\r\n");
            read(second, 1);
        }
        ReceivedRequest one = backend.awaitReceived(2).getFirst();
        assertEquals("POST /a?b HTTP/1.1", one.line());
        assertEquals("/a?b", one.target());
        assertEquals(List.of("1", "2"), one.fields("X-Y"));
        assertThrows(AssertionError.class, () -> one.field("X-Y"));
        assertEquals("abc", new String(one.body(), StandardCharsets.ISO_8859_1));
        ReceivedRequest other = backend.received().getLast();
        assertEquals("abcd", new String(other.body(), StandardCharsets.ISO_8859_1));
        assertTrue(other.whole());
        assertEquals(3, one.connection() + other.connection());
    }

    @Test
    void healthChecksAreApartFromTheQueue() throws IOException {
        backend.then(Behaviour.raw("one")).health(Behaviour.rawThenClose("well"));
        try (Socket socket = connect()) {
            send(socket, "GET /health_check HTTP/1.1\r\nHost: h\r\n\r\n");

            assertEquals("well", readAll(socket));
        }
        assertEquals(1, backend.probes().size());
        assertEquals(0, backend.received().size());
    }

    @Test
    void failsInTheWaysServersFail() throws IOException {
        backend.then(Behaviour.closeUnanswered(), Behaviour.reset(), Behaviour.cutBody(9, "some"));
        try (Socket socket = connect()) {
            send(socket, GET);
            assertEquals(-1, socket.getInputStream().read());
        }
        try (Socket socket = connect()) {
            InputStream in = socket.getInputStream();
            send(socket, GET);
            assertThrows(IOException.class, in::read);
        }
        try (Socket socket = connect()) {
            send(socket, GET);
            assertTrue(readAll(socket).endsWith("Content-Length: 9\r\n\r\nsome"));
        }
    }

    @Test
    void holdsUntilTheTestSaysProceed() throws IOException {
        backend.then(Behaviour.inTwoParts("one", "two"));
        try (Socket socket = connect()) {
            send(socket, GET);
            assertEquals("one", read(socket, 3));
            assertEquals(0, socket.getInputStream().available());

            backend.proceed();

            assertEquals("two", read(socket, 3));
        }
    }

    @Test
    void aCutUploadIsSeenAsFarAsItCame() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
        }
        Await.until("the end of the connection", Duration.ofSeconds(10),
                () -> backend.connections() == 1 && backend.openConnections() == 0);
        assertEquals("abc", new String(backend.received().getFirst().body(), StandardCharsets.ISO_8859_1));
        assertFalse(backend.received().getFirst().whole());
    }

    @Test
    void refusesAndComesBackAtTheSamePort() throws IOException {
        backend.refuse();
        assertThrows(ConnectException.class, this::connect);

        backend.listenAgain();

        try (Socket socket = connect()) {
            send(socket, GET);
            assertEquals("HTTP", read(socket, 4));
        }
    }
}
