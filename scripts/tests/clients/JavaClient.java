import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The JDK's HttpClient and WebSocket through the balancer. Prints {@code ok ...} for each check; fails at the first
 * mistake.
 *
 * <p>Usage: {@code java JavaClient.java http[s]://HOST:PORT [certificate.pem]}
 */
final class JavaClient {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int CONCURRENT = 200;

    private final URI traffic;
    private final HttpClient client;
    private final byte[] big = new byte[10 * 1024 * 1024];

    private JavaClient(URI traffic, HttpClient client) {
        this.traffic = traffic;
        this.client = client;
        new Random(7).nextBytes(big);
    }

    public static void main(String[] args) throws Exception {
        // HTTP_2 is the client's default: it offers h2c by an upgrade, or h2 by ALPN.
        for (HttpClient.Version version : HttpClient.Version.values()) {
            if (version != HttpClient.Version.HTTP_1_1 && version != HttpClient.Version.HTTP_2) {
                continue;
            }
            HttpClient.Builder builder = HttpClient.newBuilder().version(version).connectTimeout(LIMIT);
            if (args.length > 1) {
                builder.sslContext(trusting(Path.of(args[1])));
            }
            try (HttpClient client = builder.build()) {
                JavaClient checks = new JavaClient(URI.create(args[0]), client);
                checks.sendsBodiesInEveryWay();
                checks.sendsManyAtOnce();
                checks.echoesOverWebSocket();
            }
            System.out.println("ok Java " + version + " offered: bodies, " + CONCURRENT + " at once, WebSocket");
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry("lb", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(traffic.resolve(path)).timeout(LIMIT);
    }

    private void sendsBodiesInEveryWay() throws Exception {
        BodyPublisher known = BodyPublishers.ofByteArray(big);
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big));
        for (HttpRequest.Builder request : List.of(request("/mirror").POST(known), request("/mirror").PUT(chunked),
                request("/mirror").POST(known).expectContinue(true),
                request("/mirror").PUT(chunked).expectContinue(true))) {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            check(answer.statusCode() == 200 && Arrays.equals(big, answer.body()), "10 MB mirrored, got "
                    + answer.statusCode() + " and " + answer.body().length + " bytes");
            check(answer.version() == HttpClient.Version.HTTP_1_1, "HTTP/1.1");
        }
        HttpResponse<String> head = client.send(request("/bytes/77").HEAD().build(), BodyHandlers.ofString());
        check(head.body().isEmpty() && head.headers().firstValueAsLong("Content-Length").orElse(0) == 77, "HEAD");
        String echo = client.send(request("/echo").build(), BodyHandlers.ofString()).body();
        for (String hop : List.of("\"upgrade\"", "\"http2-settings\"", "\"connection\"")) {
            check(!echo.contains(hop), hop + " not to reach the server: " + echo);
        }
    }

    private void sendsManyAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, CONCURRENT)
                .mapToObj(i -> client.sendAsync(request("/echo?n=" + i + ".").build(), BodyHandlers.ofString())).toList();
        for (int i = 0; i < CONCURRENT; i++) {
            HttpResponse<String> answer = answers.get(i).join();
            check(answer.statusCode() == 200 && answer.body().contains("\"/echo?n=" + i + ".\""), "answer " + i);
        }
    }

    private void echoesOverWebSocket() throws Exception {
        Received received = new Received();
        URI uri = URI.create(traffic.toString().replaceFirst("^http", "ws") + "/ws");
        WebSocket socket = client.newWebSocketBuilder().connectTimeout(LIMIT).buildAsync(uri, received)
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        String large = "wörter ".repeat(20_000);
        socket.sendText(large, true).join();
        received.expect("text " + large);
        socket.sendBinary(ByteBuffer.wrap(big, 0, 1_000_000), true).join();
        received.expect("binary " + Arrays.hashCode(Arrays.copyOf(big, 1_000_000)));
        socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
        received.expect("pong 3");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
        received.expect("close 1000 done");
    }

    private static void check(boolean right, String what) {
        if (!right) {
            throw new AssertionError("expected: " + what);
        }
    }

    /** What came over a WebSocket, whole messages in their order. */
    private static final class Received implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>(100);
        private final StringBuilder text = new StringBuilder();
        private final ByteBuffer binary = ByteBuffer.allocate(2_000_000);

        void expect(String message) throws InterruptedException {
            String got = messages.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            check(message.equals(got), "over the WebSocket: " + shortened(message) + ", got " + shortened(got));
        }

        private static String shortened(String message) {
            return message == null ? "nothing" : message.substring(0, Math.min(message.length(), 60));
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add("text " + text);
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            binary.put(data);
            if (last) {
                messages.add("binary " + Arrays.hashCode(Arrays.copyOf(binary.array(), binary.position())));
                binary.clear();
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            messages.add("pong " + data.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            messages.add("close " + status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            messages.add("error " + error);
        }
    }
}
