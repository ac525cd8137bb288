package primelb.core.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import primelb.core.testing.Await;

/** What happens on one connection, byte by byte. */
@Timeout(20)
class WebSessionTest {
    private static final String GET = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String LAST_GET = "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch noticed = new CountDownLatch(1);
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Router router = Router.empty()
        .on("GET", "/hello", request -> Response.text(200, "you"))
        .on("POST", "/length", request -> Response.text(200, "" + request.body().length))
        .on("GET", "/forges", request -> Response.text(200, "").withHeader("X-A", "b\r\nX-C: d"))
        .on("GET", "/watches", request -> {
            while (!request.clientGone()) {
                looked.countDown();
                if (enough.await(5, TimeUnit.MILLISECONDS)) {
                    return Response.text(200, "stayed");
                }
            }
            noticed.countDown();
            return Response.text(200, "left");
        });
    private final WebServer server = start(Duration.ofSeconds(30));

    @AfterEach
    void stop() {
        enough.countDown();
        server.close();
    }

    @Test
    void aHandlerLearnsThatItsClientHasLeft() throws Exception {
        try (Socket socket = connect(server)) {
            write(socket, "GET /watches HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(looked.await(5, TimeUnit.SECONDS));
        }
        assertTrue(noticed.await(5, TimeUnit.SECONDS), "the handler to notice");
        Await.until("nothing is in flight", Duration.ofSeconds(5), () -> server.inFlight() == 0);
    }

    @Test
    void aHandlerLearnsThatItsClientResetTheConnection() throws Exception {
        try (Socket socket = connect(server)) {
            write(socket, "GET /watches HTTP/1.0\r\n\r\n");
            assertTrue(looked.await(5, TimeUnit.SECONDS));
            socket.setSoLinger(true, 0);
        }
        assertTrue(noticed.await(5, TimeUnit.SECONDS), "the handler to notice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1\r\nHost: x", "HTTP/1.0"})
    void aClientThatOnlyEndsItsSendingSideStaysAndIsAnswered(String version) throws Exception {
        try (Socket socket = connect(server)) {
            write(socket, "GET /watches " + version + "\r\n\r\n");
            socket.shutdownOutput();
            assertTrue(looked.await(5, TimeUnit.SECONDS));
            assertFalse(noticed.await(100, TimeUnit.MILLISECONDS), "taken for gone");
            enough.countDown();
            String answer = readAll(socket);
            assertEquals(version.startsWith("HTTP/1.1") ? 4 : 0, answer.split("HTTP/1.1 100 Continue\r\n\r\n", -1).length - 1,
                answer);
            assertTrue(answer.endsWith("\r\n\r\nstayed"), answer);
        }
    }

    @Test
    void aClientThatSendsItsNextRequestEarlyStays() throws Exception {
        try (Socket socket = connect(server)) {
            write(socket, "GET /watches HTTP/1.1\r\nHost: x\r\n\r\n");
            assertTrue(looked.await(5, TimeUnit.SECONDS));
            write(socket, LAST_GET);
            assertFalse(noticed.await(100, TimeUnit.MILLISECONDS), "taken for gone");
            enough.countDown();
            String answers = readAll(socket);
            assertTrue(answers.contains("\r\n\r\nstayedHTTP/1.1 200 OK\r\n"), answers);
            assertTrue(answers.endsWith("\r\n\r\nyou"), answers);
        }
    }

    @Test
    void aClientOfHttp10ThatWantsToStayIsTold() throws IOException {
        try (Socket socket = connect(server)) {
            write(socket, "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /hello HTTP/1.0\r\n\r\n");
            String answers = readAll(socket);
            assertTrue(answers.contains("\r\nConnection: keep-alive\r\n"), answers);
            assertTrue(answers.contains("\r\nConnection: close\r\n"), answers);
        }
    }

    @Test
    void aBodyThatWaitsToBeAskedForIs() throws IOException {
        try (Socket socket = connect(server)) {
            write(socket, "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n"
                + "Connection: close\r\n\r\n");
            InputStream in = socket.getInputStream();
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", new String(in.readNBytes(25), StandardCharsets.US_ASCII));
            write(socket, "abc");
            assertTrue(readAll(socket).endsWith("\r\n\r\n3"));
        }
    }

    @Test
    void everyAnswerHasADate() throws IOException {
        try (Socket socket = connect(server)) {
            write(socket, LAST_GET);
            String answer = readAll(socket);
            assertTrue(answer.matches("(?s).*\r\nDate: (Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] [A-Z][a-z]{2} 20[0-9]{2}"
                + " [0-9]{2}:[0-9]{2}:[0-9]{2} GMT\r\n.*"), answer);
        }
    }

    @Test
    void anEmptyLineBeforeARequestIsPassedOver() throws IOException {
        try (Socket socket = connect(server)) {
            write(socket, "\r\n" + GET + "\r\n" + LAST_GET);
            assertEquals(2, readAll(socket).split("HTTP/1.1 200 OK", -1).length - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /hello HTTP/1.1\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "\u0016\u0003\u0001\u0002",
        "GET /hello HTTP/1.1\nHost: x\n\n", "GET /hello HTTP/1.1\r\nHost : x\r\n\r\n",
        "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
    void whatIsNotHttpIsRefusedAndEndsTheConnection(String request) throws IOException {
        try (Socket socket = connect(server)) {
            write(socket, request + GET);
            String answer = readAll(socket);
            assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
            assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
            assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
        }
    }

    @Test
    void aFieldThatWouldForgeAnotherIsAnErrorOfTheServer() throws IOException {
        try (Socket socket = connect(server)) {
            write(socket, "GET /forges HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String answer = readAll(socket);
            assertTrue(answer.startsWith("HTTP/1.1 500 "), answer);
            assertFalse(answer.contains("X-C"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /hel", "POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc", GET})
    void aClientThatIsSilentForTooLongIsClosed(String begin) throws IOException {
        try (WebServer impatient = start(Duration.ofMillis(100)); Socket socket = connect(impatient)) {
            write(socket, begin);
            String answer = readAll(socket);
            assertEquals(begin.equals(GET), answer.endsWith("\r\n\r\nyou"), answer);
        }
    }

    @Test
    void closingEndsConnectionsThatWaitForTheirNextRequest() throws IOException {
        try (Socket socket = connect(server)) {
            write(socket, GET);
            assertEquals('H', socket.getInputStream().read());
            server.close();
            assertTrue(readAll(socket).endsWith("\r\n\r\nyou"));
        }
    }

    private WebServer start(Duration patience) {
        try {
            return WebServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), router,
                new WebLimits(1000, Duration.ofSeconds(5), patience));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Socket connect(WebServer server) throws IOException {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
}
