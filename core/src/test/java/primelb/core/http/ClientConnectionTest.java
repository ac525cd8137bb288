package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.http.ExchangeException.Kind;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** One connection against a server that answers raw bytes. */
@Timeout(20)
class ClientConnectionTest {
    private static final Ticker TICKER = SystemTime.ticker();

    private ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Answers the requests of one connection with these texts, one each, then does as told. */
    private void answering(boolean closeAfter, CountDownLatch until, String... answers) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                for (String answer : answers) {
                    readHead(socket.getInputStream());
                    requests.incrementAndGet();
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                }
                if (!closeAfter) {
                    until.await(15, TimeUnit.SECONDS);
                }
            } catch (IOException | InterruptedException e) {
                // The test looks at the other end.
            }
        });
    }

    private static void readHead(InputStream in) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed");
            }
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
        }
    }

    private ClientConnection open() throws ExchangeException {
        return ClientConnection.open(new HttpOrigin("127.0.0.1", server.getLocalPort()), Duration.ofSeconds(2), TICKER);
    }

    private static ClientResponse get(ClientConnection connection) throws ExchangeException {
        return connection.exchange(ClientRequest.get("/"), TICKER.nanos() + Duration.ofSeconds(5).toNanos(), 1000);
    }

    private Kind failureOf(String answer) throws ExchangeException {
        answering(true, null, answer);
        try (ClientConnection connection = open()) {
            return assertThrows(ExchangeException.class, () -> get(connection)).kind();
        }
    }

    @Test
    void exchangesSeveralRequestsOverOneConnection() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        answering(false, done, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A: b\r\n\r\nhi",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: u\r\n\r\n",
                "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 204 No\r\n\r\n");
        try (ClientConnection connection = open()) {
            ClientResponse first = get(connection);
            assertEquals("hi", new String(first.body(), StandardCharsets.US_ASCII));
            assertEquals("b", first.field("x-a").orElseThrow());
            assertTrue(connection.reusable());
            assertEquals("abcde", new String(get(connection).body(), StandardCharsets.US_ASCII));
            assertTrue(connection.reusable());
            assertEquals(204, get(connection).status());
        } finally {
            done.countDown();
        }
        assertEquals(3, requests.get());
    }

    @Test
    void seesBeforeReuseThatTheServerClosed() throws Exception {
        answering(true, null, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        try (ClientConnection connection = open()) {
            get(connection);
            primelb.core.testing.Await.until("the close is seen", Duration.ofSeconds(5), () -> !connection.reusable());
        }
    }

    @Test
    void doesNotReuseAConnectionWithUnaskedBytesBehindTheAnswer() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        answering(false, done, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
        try (ClientConnection connection = open()) {
            get(connection);
            assertFalse(connection.reusable());
        } finally {
            done.countDown();
        }
    }

    @Test
    void readsUntilCloseWhereThereIsNoLength() throws Exception {
        answering(true, null, "HTTP/1.1 200 OK\r\n\r\nall of it");
        try (ClientConnection connection = open()) {
            assertArrayEquals("all of it".getBytes(StandardCharsets.US_ASCII), get(connection).body());
            assertFalse(connection.reusable());
        }
    }

    @Test
    void tellsApartHowAnAnswerFails() throws Exception {
        assertEquals(Kind.CLOSED_WITHOUT_ANSWER, failureOf(""));
        assertEquals(Kind.TRUNCATED, failureOf("HTTP/1.1 200 OK\r\nContent-Le"));
        assertEquals(Kind.TRUNCATED, failureOf("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"));
        assertEquals(Kind.MALFORMED, failureOf("SSH-2.0-OpenSSH\r\n\r\n"));
        assertEquals(Kind.MALFORMED, failureOf("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12"));
        assertEquals(Kind.TOO_LARGE, failureOf("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000)));
    }

    @Test
    void endsAStalledBodyAtTheDeadline() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        answering(false, done, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
        try (ClientConnection connection = open()) {
            long deadline = TICKER.nanos() + Duration.ofMillis(150).toNanos();
            ExchangeException failure = assertThrows(ExchangeException.class,
                    () -> connection.exchange(ClientRequest.get("/"), deadline, 1000));
            assertEquals(Kind.TIMEOUT, failure.kind());
            assertTrue(TICKER.nanos() - deadline >= 0);
        } finally {
            done.countDown();
        }
    }

    @Test
    void saysRefusedWhereNobodyListens() throws Exception {
        int port = server.getLocalPort();
        server.close();
        ExchangeException failure = assertThrows(ExchangeException.class,
                () -> ClientConnection.open(new HttpOrigin("127.0.0.1", port), Duration.ofSeconds(1), TICKER));
        assertEquals(Kind.REFUSED, failure.kind());
        assertFalse(failure.bytesSent());
    }

    @Test
    void saysUnknownHostForANameWithoutAddress() {
        ExchangeException failure = assertThrows(ExchangeException.class,
                () -> ClientConnection.open(new HttpOrigin("no-such-host.invalid", 80), Duration.ofSeconds(1), TICKER));
        assertEquals(Kind.UNKNOWN_HOST, failure.kind());
    }
}
