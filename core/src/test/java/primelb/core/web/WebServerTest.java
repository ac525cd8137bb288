package primelb.core.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.core.json.JsonObject;
import primelb.core.testing.Await;

@Timeout(20)
class WebServerTest {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile Thread writer;
    private final Router router = Router.empty()
        .on("GET", "/hello", request -> Response.json(200, JsonObject.builder().put("hello", "you").build()))
        .on("GET", "/empty", request -> Response.text(200, ""))
        .on("GET", "/echo/{text}", request -> Response.text(200, request.parameter() + " " + request.query()))
        .on("POST", "/length", request -> Response.text(200, "" + request.body().length))
        .on("GET", "/fails", request -> { throw new IllegalStateException("secret"); })
        .on("GET", "/pieces", request -> Response.stream("text/event-stream", out -> {
            out.write("one".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            entered.countDown();
            release.await();
            out.write("two".getBytes(StandardCharsets.US_ASCII));
        }))
        .on("GET", "/endless", request -> Response.stream("text/event-stream", out -> {
            writer = Thread.currentThread();
            while (true) {
                out.write(new byte[64 * 1024]);
                out.flush();
            }
        }))
        .on("GET", "/slow", request -> {
            entered.countDown();
            release.await();
            return Response.text(200, "done");
        });
    private final WebServer server = start(router);

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    @Test
    void answersWithJson() throws IOException {
        String answer = send("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
        assertTrue(answer.contains("Content-type: application/json\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\n{\"hello\":\"you\"}\n"), answer);
    }

    @Test
    void answersHeadWithTheLengthAndWithoutTheBody() throws IOException {
        String answer = send("HEAD /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.contains("Content-length: 16\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }

    @Test
    void aStreamIsSentPieceByPieceAndEndsItsConnection() throws Exception {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> sendUnchecked(server, "/pieces"));
        assertTrue(entered.await(10, TimeUnit.SECONDS));
        assertFalse(answer.isDone());
        release.countDown();

        assertTrue(answer.get(10, TimeUnit.SECONDS).endsWith("\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"), answer::join);
        String head = send("HEAD /pieces HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(head.contains("Content-type: text/event-stream\r\n") && head.endsWith("\r\n\r\n"), head);
    }

    @Test
    void aStreamThatWaitsIsInterruptedWhenTheServerStops() throws Exception {
        try (Socket client = new Socket(server.address().getAddress(), server.address().getPort())) {
            client.getOutputStream().write("GET /pieces HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            server.close();
            Await.until("nothing is in flight", Duration.ofSeconds(5), () -> server.inFlight() == 0);
        }
    }

    @Test
    void aStreamThatNobodyReadsEndsWhenItsThreadIsInterrupted() throws Exception {
        try (Socket client = new Socket(server.address().getAddress(), server.address().getPort())) {
            client.getOutputStream().write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            // Nothing else in it waits: it is the write, once the buffers of both sides are full.
            Await.until("the write waits", Duration.ofSeconds(10),
                () -> writer != null && writer.getState() == Thread.State.WAITING);

            writer.interrupt();

            Await.until("nothing is in flight", Duration.ofSeconds(5), () -> server.inFlight() == 0);
        }
    }

    @Test
    void answersSeveralRequestsOnOneConnection() throws IOException {
        String hello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
        String empty = "GET /empty HTTP/1.1\r\nHost: x\r\n\r\n";
        String last = "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assertEquals(4, send(hello + empty + hello + last).split("HTTP/1.1 200 OK", -1).length - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere,404", "/hello/,404", "//hello,404", "/echo/a%2fb?x=%zz,400", "/echo/%zz,400", "/hello#x,400",
        "http://x/hello,400", "/fails,500"})
    void reportsProblems(String target, int status) throws IOException {
        String answer = send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertFalse(answer.contains("secret"), answer);
    }

    @Test
    void decodesAPathParameterWhenAsked() throws IOException {
        String answer = send("GET /echo/a%2Fb?x=%41 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.endsWith("\r\n\r\na/b x=%41"), answer);
    }

    @Test
    void takesABodyUpToTheLimit() throws IOException {
        String answer = send("POST /length HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n"
            + "x".repeat(1000));
        assertTrue(answer.endsWith("\r\n\r\n1000"), answer);
    }

    @Test
    void refusesALongerBodyAndEndsTheConnection() throws IOException {
        String answer = send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n" + "x".repeat(1001));
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        assertTrue(answer.contains("Connection: close"), answer);
        assertTrue(answer.contains("at most 1000 bytes"), answer);
    }

    @Test
    void refusesALongerChunkedBody() throws IOException {
        String chunk = "1f4\r\n" + "x".repeat(500) + "\r\n";
        String answer = send("POST /length HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + chunk.repeat(3) + "0\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
    }

    @Test
    void aBodyCutShortClosesTheConnectionWithoutAnAnswer() throws IOException {
        assertEquals("", send("POST /length HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"));
        // The client sees the end a moment before the thread that made it is through.
        Await.until("nothing is in flight", Duration.ofSeconds(5), () -> server.inFlight() == 0);
    }

    @Test
    void aSlowRequestDelaysNoOther() throws Exception {
        CompletableFuture<String> slow = slowRequest();
        assertTrue(send("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").contains("you"));
        Await.until("only the slow one is in flight", Duration.ofSeconds(5), () -> server.inFlight() == 1);
        release.countDown();
        assertTrue(slow.get(5, TimeUnit.SECONDS).endsWith("done"));
    }

    @Test
    void drainingEndsConnectionsWithTheirAnswers() throws IOException {
        server.drain();
        assertTrue(send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").contains("Connection: close"));
    }

    @Test
    void closeLetsWhatHasBegunFinish() throws Exception {
        CompletableFuture<String> slow = slowRequest();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        release.countDown();
        assertTrue(slow.get(5, TimeUnit.SECONDS).endsWith("done"));
        closed.get(5, TimeUnit.SECONDS);
        assertThrows(ConnectException.class, () -> send("GET /hello HTTP/1.1\r\n\r\n"));
    }

    @Test
    void closeInterruptsWhatOutlastsTheGrace() throws Exception {
        WebServer impatient = WebServer.start(loopback(), router, new WebLimits(0, Duration.ZERO));
        CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> sendUnchecked(impatient, "/slow"));
        assertTrue(entered.await(5, TimeUnit.SECONDS));
        impatient.close();
        assertFalse(slow.get(5, TimeUnit.SECONDS).endsWith("done"));
    }

    @Test
    void refusesAnAddressThatIsTaken() {
        assertThrows(IOException.class, () -> WebServer.start(server.address(), router, WebLimits.STANDARD));
    }

    private CompletableFuture<String> slowRequest() throws InterruptedException {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> sendUnchecked(server, "/slow"));
        assertTrue(entered.await(5, TimeUnit.SECONDS));
        return answer;
    }

    private static String sendUnchecked(WebServer server, String path) {
        try {
            return send(server, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String send(String request) throws IOException {
        return send(server, request);
    }

    /** Sends bytes, then FIN, and returns all that comes back until the server closes. */
    private static String send(WebServer server, String request) throws IOException {
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static WebServer start(Router router) {
        try {
            return WebServer.start(loopback(), router, new WebLimits(1000, Duration.ofSeconds(5)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
