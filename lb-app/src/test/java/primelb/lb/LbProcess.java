package primelb.lb;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

import primelb.core.http.ClientRequest;
import primelb.core.http.Field;
import primelb.core.json.JsonObject;
import primelb.core.testing.ChildProcess;
import primelb.core.testing.ScriptedBackend;

/** The balancer from its jar, in a process of its own, on free ports. */
final class LbProcess implements AutoCloseable {
    /** How long a JVM may take to start or to end on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChildProcess process;
    private final InetSocketAddress traffic;
    private final InetSocketAddress admin;

    private LbProcess(ChildProcess process) {
        this.process = process;
        MatchResult ready = process.awaitLine("^primelb-lb ready: traffic http://127\\.0\\.0\\.1:(\\d+)"
                + " admin http://127\\.0\\.0\\.1:(\\d+)$", PATIENCE);
        this.traffic = loopback(ready.group(1));
        this.admin = loopback(ready.group(2));
    }

    private static InetSocketAddress loopback(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    /** Starts the jar with these settings and returns once it is ready. */
    static LbProcess start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("LB_PORT", "0", "LB_ADMIN_PORT", "0"));
        all.putAll(settings);
        ChildProcess process = jar(all);
        try {
            return new LbProcess(process);
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** Starts the jar as told. */
    static ChildProcess jar(Map<String, String> environment, String... args) {
        return ChildProcess.startJar(ChildProcess.jarOf("lb-app"), environment, args);
    }

    ChildProcess process() {
        return process;
    }

    InetSocketAddress traffic() {
        return traffic;
    }

    InetSocketAddress admin() {
        return admin;
    }

    /** Registers a backend, which must become active. */
    void activate(ScriptedBackend backend) {
        say("/server_up", backend);
    }

    /** Lets a backend that is registered go. */
    void leave(ScriptedBackend backend) {
        say("/server_down", backend);
    }

    private void say(String path, ScriptedBackend backend) {
        byte[] body = ("{\"url\":\"" + backend.url() + "\"}").getBytes(StandardCharsets.US_ASCII);
        Answer answer = Answer.to(admin, new ClientRequest("POST", path,
                List.of(new Field("Content-Type", "application/json")), body));
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
    }

    /** Returns the only server. */
    JsonObject server() {
        return (JsonObject) Answer.to(admin, ClientRequest.get("/servers")).json()
                .array("servers").orElseThrow().values().getFirst();
    }

    @Override
    public void close() {
        process.close();
    }
}
