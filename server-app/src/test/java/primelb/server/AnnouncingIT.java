package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static primelb.server.RunningServer.PATIENCE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import primelb.core.testing.Await;
import primelb.core.web.Request;
import primelb.core.web.Response;
import primelb.core.web.Router;
import primelb.core.web.WebLimits;
import primelb.core.web.WebServer;

/** The jar against an admin port that does as the test tells it. */
@Timeout(60)
class AnnouncingIT {

    private static final String ACTIVE = "{\"server\":{},\"active\":true}";
    private static final String INACTIVE = "{\"server\":{},\"active\":false,\"reason\":\"timeout\"}";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<WebServer> balancers = new CopyOnWriteArrayList<>();
    private volatile String verdict = ACTIVE;

    @AfterEach
    void stop() {
        balancers.forEach(WebServer::close);
    }

    @Test
    void keepsTryingThenBeatsSaysWhatChangesAndTakesLeave() throws Exception {
        InetSocketAddress admin = freeAddress();
        try (RunningServer server = RunningServer.start(Map.of("SERVER_ID", "server1", "SERVER_HEARTBEAT", "100ms",
                "SERVER_LB_URL", "http://127.0.0.1:" + admin.getPort()))) {
            String announced = "primelb-server announced: " + server.url() + " to http://127.0.0.1:" + admin.getPort();
            server.process().awaitLine("no answer \\(connection refused.*, trying again", PATIENCE);
            assertEquals(200, server.get("/prime/7").status(), "usable directly meanwhile");

            balancer(admin);
            server.process().awaitLine(announced + ": active", PATIENCE);
            String up = "/server_up {\"url\":\"" + server.url() + "\",\"id\":\"server1\"}";
            Await.until("heartbeats", PATIENCE, () -> received.size() >= 3);
            assertEquals(up, received.getFirst());
            verdict = INACTIVE;
            server.process().awaitLine(announced + ": inactive \\(timeout\\)", PATIENCE);
            verdict = ACTIVE;
            Await.until("active again", PATIENCE, () -> server.linesWith(": active").size() == 2);
            assertEquals(4, server.linesWith(announced).size(), server.process()::toString);

            server.process().sigterm();
            assertEquals(0, server.process().awaitExit(PATIENCE), server.process()::toString);
            assertEquals("/server_down {\"url\":\"" + server.url() + "\"}", received.getLast());
            assertEquals(1, received.stream().filter(line -> line.startsWith("/server_down")).count());
        }
    }

    @Test
    void announcesToEveryBalancerOfItsList() throws Exception {
        String one = url(balancer(freeAddress()));
        String other = url(balancer(freeAddress()));
        try (RunningServer server = RunningServer.start(Map.of("SERVER_HOST", "127.0.0.1", "SERVER_LB_TOKEN", "s3cret",
                "SERVER_URL", "http://server1.example:8000", "SERVER_LB_URL", one + "," + other))) {
            server.process().awaitLine("http://server1.example:8000 to " + one + ": active", PATIENCE);
            server.process().awaitLine("http://server1.example:8000 to " + other + ": active", PATIENCE);
            assertTrue(server.process().err().stream().noneMatch(line -> line.contains("s3cret")),
                    "the token is not shown");
        }
    }

    @Test
    void announcesToThePeerThatABalancerNamesWithTheSameTokenAndTakesLeaveOfBoth() throws Exception {
        String peer = url(balancer(freeAddress()));
        String named = url(balancer(freeAddress()));
        verdict = "{\"server\":{},\"active\":true,\"peers\":[\"" + peer + "\",\"https://lb.example:8081\",\"" + named + "\"]}";
        try (RunningServer server = RunningServer.start(Map.of("SERVER_LB_TOKEN", "s3cret", "SERVER_LB_URL", named))) {
            server.process().awaitLine("to " + peer + ": active", PATIENCE);
            server.process().awaitLine("names peers that are left out: 'https://lb.example:8081' must be an http URL",
                    PATIENCE);
            server.process().sigterm();
            assertEquals(0, server.process().awaitExit(PATIENCE), server.process()::toString);
            assertEquals(2, received.stream().filter(line -> line.startsWith("/server_down")).count(),
                    received::toString);
            assertEquals(List.of("Bearer s3cret"), tokens.stream().distinct().toList());
        }
    }

    private WebServer balancer(InetSocketAddress at) throws IOException {
        Router router = Router.empty()
                .on("POST", "/server_up", this::take)
                .on("POST", "/server_down", this::take);
        WebServer balancer = WebServer.start(at, router, WebLimits.STANDARD);
        balancers.add(balancer);
        return balancer;
    }

    private Response take(Request request) {
        tokens.addAll(request.fields().all("Authorization"));
        received.add(request.path() + " " + new String(request.body(), StandardCharsets.UTF_8));
        return new Response(200, "application/json", verdict.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
        }
    }

    private static String url(WebServer server) {
        return "http://127.0.0.1:" + server.address().getPort();
    }
}
