package primelb.server;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import primelb.core.http.ClientConnection;
import primelb.core.http.ClientRequest;
import primelb.core.http.ClientResponse;
import primelb.core.http.ExchangeException;
import primelb.core.http.HttpOrigin;
import primelb.core.testing.ChildProcess;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** The real jar as a process of its own, on a free port. */
final class RunningServer implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChildProcess process;
    private final int port;

    private RunningServer(ChildProcess process) {
        this.process = process;
        String ready = "primelb-server ready: \\S+ http://127\\.0\\.0\\.1:([0-9]+)";
        this.port = Integer.parseInt(process.awaitLine(ready, PATIENCE).group(1));
    }

    static RunningServer start(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putIfAbsent("SERVER_PORT", "0");
        return new RunningServer(ChildProcess.startJar(ChildProcess.jarOf("server-app"), environment));
    }

    ChildProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the answer to a GET on a fresh connection, within the time. */
    ClientResponse get(String target, Duration limit) throws ExchangeException {
        Ticker ticker = SystemTime.ticker();
        HttpOrigin origin = new HttpOrigin(InetAddress.getLoopbackAddress().getHostAddress(), port);
        long deadline = ticker.nanos() + limit.toNanos();
        try (ClientConnection connection = ClientConnection.open(origin, limit, ticker)) {
            return connection.exchange(ClientRequest.get(target), deadline, 64 * 1024);
        }
    }

    ClientResponse get(String target) throws ExchangeException {
        return get(target, PATIENCE);
    }

    /** Sends a GET and returns at once. */
    CompletableFuture<ClientResponse> ask(String target) {
        CompletableFuture<ClientResponse> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(get(target));
            } catch (ExchangeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    /** Returns whether the counts of {@code /stats} contain the text, such as {@code "running":1}. */
    boolean counts(String text) {
        try {
            return body(get("/stats")).contains(text);
        } catch (ExchangeException e) {
            throw new AssertionError(e);
        }
    }

    static String body(ClientResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    List<String> linesWith(String text) {
        return process.out().stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
