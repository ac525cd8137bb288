package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.Await;

/** A balancer that cannot listen says why and leaves nothing behind. */
@Timeout(30)
class LbTest {
    private static String refusal(Map<String, String> settings) {
        return assertThrows(StartFailedException.class, () -> Lb.start(LbFixture.config(settings))).getMessage();
    }

    private static ServerSocket taken(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void aTakenTrafficPortIsNamedWithItsSetting() throws IOException {
        try (ServerSocket taken = taken(0)) {
            String port = Integer.toString(taken.getLocalPort());

            String message = refusal(Map.of("LB_PORT", port, "LB_ADMIN_PORT", "0"));

            assertTrue(message.contains("127.0.0.1:" + port) && message.contains("LB_PORT"), message);
        }
    }

    @Test
    void aTakenAdminPortIsNamedAndTheTrafficPortIsGivenBack() throws IOException {
        // An address of its own: a test beside this one may be given the same free port on 127.0.0.1.
        InetAddress quiet = InetAddress.getByName("127.0.0.77");
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, quiet)) {
            free = probe.getLocalPort();
        }
        try (ServerSocket taken = taken(0)) {
            String port = Integer.toString(taken.getLocalPort());

            String message = refusal(Map.of("LB_HOST", quiet.getHostAddress(), "LB_PORT", Integer.toString(free),
                    "LB_ADMIN_PORT", port));

            assertTrue(message.contains("127.0.0.1:" + port) && message.contains("LB_ADMIN_PORT"), message);
        }
        try (ServerSocket again = new ServerSocket(free, 1, quiet)) {
            assertEquals(free, again.getLocalPort());
        }
    }

    @Test
    void aHostWithoutAnAddressIsNamed() {
        String traffic = refusal(Map.of("LB_HOST", "no-such-host.invalid", "LB_PORT", "0", "LB_ADMIN_PORT", "0"));
        String admin = refusal(Map.of("LB_ADMIN_HOST", "no-such-host.invalid", "LB_PORT", "0", "LB_ADMIN_PORT", "0"));

        assertTrue(traffic.contains("no-such-host.invalid:0: unknown host (set LB_PORT or LB_HOST"), traffic);
        assertTrue(admin.contains("no-such-host.invalid:0: unknown host (set LB_ADMIN_PORT"), admin);
    }

    @Test
    void holdsARequestUntilTheFirstServerIsThereIfToldSo() {
        try (LbFixture lb = LbFixture.start(Map.of("LB_HOLD", "20s"))) {
            CompletableFuture<Answer> held = CompletableFuture.supplyAsync(() -> lb.traffic("/"));
            Await.until("a request waits", Duration.ofSeconds(10),
                    () -> lb.adminGet("/stats").json().integer("waiting").orElseThrow() == 1);
            lb.active("one");

            assertEquals(200, held.join().status());
        }
    }

    @Test
    void closingTwiceDoesNothing() {
        LbFixture lb = LbFixture.start(Map.of());
        lb.close();
        lb.close();
    }
}
