package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import primelb.core.web.Handler;
import primelb.core.web.Response;
import primelb.core.web.WebLimits;
import primelb.core.web.WebServer;

@Timeout(20)
class ServerMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpListsEverySettingAlthoughOthersAreWrong() {
        assertEquals(0, run(Map.of("SERVER_NOISE", "1"), "--help"));
        for (String name : List.of("SERVER_HOST", "SERVER_PORT", "SERVER_ID", "SERVER_URL", "SERVER_LB_URL",
                "SERVER_LB_TOKEN", "SERVER_MAX_IN_FLIGHT", "SERVER_WORKERS", "SERVER_QUEUE", "SERVER_HEARTBEAT",
                "SERVER_MAX_COMPUTE", "SERVER_DRAIN", "health [URL]")) {
            assertTrue(out.toString().contains(name), name);
        }
    }

    @Test
    void wrongUsageIsTwo() {
        assertEquals(2, run(Map.of("SERVER_QUEUE", "none"), "--hots=x"));
        assertEquals(2, err.toString().lines().filter(line -> line.startsWith("error: ")).count(), err::toString);
        assertEquals(2, run(Map.of(), "health", "one", "two"));
        assertEquals(2, run(Map.of(), "health", "localhost"));
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (WebServer other = serving(200)) {
            int port = other.address().getPort();
            assertEquals(1, run(Map.of("SERVER_PORT", Integer.toString(port))));
            assertTrue(err.toString().startsWith("error: SERVER_PORT " + port + " on 127.0.0.1 is taken"),
                    err::toString);
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        // 192.0.2.0/24 is for documentation: no machine has it.
        assertEquals(1, run(Map.of("SERVER_HOST", "192.0.2.1", "SERVER_PORT", "0")));
        assertTrue(err.toString().startsWith("error: SERVER_PORT 0 on 192.0.2.1 cannot be listened on"), err::toString);
    }

    @Test
    void servesUntilItIsStopped() {
        CountDownLatch stopped = new CountDownLatch(0);
        assertEquals(0, run(Map.of("SERVER_PORT", "0", "SERVER_ID", "server1"), stopped));
        List<String> lines = out.toString().lines().toList();
        assertTrue(lines.getFirst().matches("primelb-server ready: server1 http://127\\.0\\.0\\.1:[1-9][0-9]*"),
                lines::toString);
        assertEquals("primelb-server stopped: server1", lines.getLast());
    }

    @Test
    void healthIsZeroFor200AndOneForAnythingElse() throws IOException {
        try (WebServer healthy = serving(200); WebServer draining = serving(503)) {
            assertEquals(0, run(Map.of(), "health", url(healthy)));
            assertEquals(0, run(Map.of("SERVER_PORT", Integer.toString(healthy.address().getPort())), "health"));
            assertEquals(1, run(Map.of(), "health", url(draining)));
        }
        assertTrue(err.toString().contains("answered 'HTTP/1.1 503"), err::toString);
    }

    @Test
    void healthIsOneWhereNobodyListens() throws IOException {
        WebServer gone = serving(200);
        gone.close();
        assertEquals(1, run(Map.of(), "health", url(gone)));
    }

    private int run(Map<String, String> environment, String... args) {
        return ServerMain.run(environment, List.of(args), new PrintStream(out, true), new PrintStream(err, true),
                new CountDownLatch(1));
    }

    private int run(Map<String, String> environment, CountDownLatch stop) {
        return ServerMain.run(environment, List.of(), new PrintStream(out, true), new PrintStream(err, true), stop);
    }

    private static WebServer serving(int status) throws IOException {
        Handler handler = request -> Response.text(request.path().equals("/health_check") ? status : 404, "");
        return WebServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), handler,
                WebLimits.STANDARD);
    }

    private static String url(WebServer server) {
        return "http://127.0.0.1:" + server.address().getPort();
    }
}
