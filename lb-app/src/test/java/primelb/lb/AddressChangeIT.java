package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import primelb.core.http.ClientRequest;
import primelb.core.http.Field;
import primelb.core.testing.Await;
import primelb.core.testing.ScriptedBackend;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** A name that has another address than before, as a container has that was made anew. */
@Timeout(60)
class AddressChangeIT {
    private static final Ticker TICKER = SystemTime.ticker();

    @TempDir
    private Path folder;
    private final ScriptedBackend before = ScriptedBackend.start();
    private ScriptedBackend after;

    @BeforeEach
    void startAtAnotherAddressOfTheSamePort() {
        after = ScriptedBackend.start(InetAddress.ofLiteral("127.0.0.2"), before.port());
    }

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    /** Lets the name mean this address from now on, for processes that were started by {@link #start}. */
    private void serverIsAt(String address) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), address + " server1\n127.0.0.1 localhost\n");
        Files.move(next, folder.resolve("hosts"), StandardCopyOption.ATOMIC_MOVE);
    }

    private LbProcess start(Map<String, String> settings) throws IOException {
        serverIsAt("127.0.0.1");
        Map<String, String> all = new HashMap<>(settings);
        all.put("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + folder.resolve("hosts"));
        return LbProcess.start(all);
    }

    private Answer serverUp(LbProcess lb) {
        byte[] body = ("{\"url\":\"http://server1:" + before.port() + "\"}").getBytes(StandardCharsets.US_ASCII);
        return Answer.to(lb.admin(), new ClientRequest("POST", "/server_up",
                List.of(new Field("Content-Type", "application/json")), body));
    }

    private static int get(LbProcess lb) {
        return Answer.to(lb.traffic(), ClientRequest.get("/")).status();
    }

    @Test
    void aServerThatIsBackAtAnotherAddressGetsTrafficWithinTwoSecondsOfServerUp() throws IOException {
        try (LbProcess lb = start(Map.of())) {
            assertEquals(200, serverUp(lb).status());
            assertEquals(200, get(lb));
            before.refuse();
            before.closeConnections();
            serverIsAt("127.0.0.2");

            long up = TICKER.nanos();
            serverUp(lb);
            Await.until("an answer", LbProcess.PATIENCE, () -> get(lb) == 200);

            assertTrue(TICKER.nanos() - up < Duration.ofSeconds(2).toNanos());
            assertEquals(1, after.received().size());
        }
    }

    @Test
    void aNameThatComesToMeanAnAddressThatIsNotAllowedIsNotCalled() throws IOException {
        try (LbProcess lb = start(Map.of("LB_ALLOW", "127.0.0.1", "LB_PROBE_INTERVAL", "50ms"))) {
            assertEquals(200, serverUp(lb).status());
            assertEquals(200, get(lb));

            serverIsAt("127.0.0.2");

            lb.process().awaitLine("-> inactive \\(probe failed: address not allowed: 127.0.0.2 is in none of 127.0.0.1\\)",
                    LbProcess.PATIENCE);
            assertEquals(503, get(lb));
            assertEquals(403, serverUp(lb).status());
            assertEquals(0, after.connections());
        }
    }
}
