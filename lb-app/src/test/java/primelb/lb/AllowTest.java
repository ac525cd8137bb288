package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import primelb.core.backend.Announcement;
import primelb.core.backend.BackendUrl;
import primelb.core.config.SettingsException;
import primelb.core.testing.Await;
import primelb.core.testing.ScriptedBackend;

/** LB_ALLOW: a registration cannot make the balancer call what it should not. */
@Timeout(30)
class AllowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private LbFixture lb;

    @AfterEach
    void stop() {
        if (lb != null) {
            lb.close();
        }
    }

    private void start(String allow) {
        lb = LbFixture.start(Map.of("LB_ALLOW", allow));
    }

    @Test
    void aServerOutsideTheNetworksIsRefusedAndNeverCalled() {
        start("10.0.0.0/8, fd00::/8");
        ScriptedBackend backend = lb.backend();

        Answer answer = lb.serverUp(LbFixture.announcement(backend, "one"));

        assertEquals(403, answer.status(), answer::toString);
        assertEquals("url '" + backend.url() + "' is refused: its address 127.0.0.1 is in none of the networks of LB_ALLOW "
                + "(10.0.0.0/8,fd00::/8)", answer.detail());
        assertEquals(List.of(), lb.servers());
        assertEquals(0, backend.connections());
    }

    @Test
    void aServerWithinThemIsTakenByAddressAndByName() {
        start("127.0.0.0/8,::1");

        lb.active("one");
        ScriptedBackend backend = lb.backend();
        assertEquals(200, lb.serverUp("{\"url\":\"http://localhost:" + backend.port() + "\"}").status());
    }

    @Test
    void aNameThatHasNoAddressYetIsToldSoByTheProbe() {
        start("127.0.0.0/8");

        Answer answer = lb.serverUp("{\"url\":\"http://no-such-host.invalid:8000\"}");

        assertEquals(202, answer.status(), answer::toString);
        assertEquals("unknown host", answer.json().text("reason").orElseThrow());
    }

    @Test
    void theOtherRefusalsComeFirst() {
        start("10.0.0.0/8");

        assertEquals(400, lb.serverUp("{\"url\":\"http://127.0.0.1:" + lb.adminPort() + "\"}").status());
        assertEquals(400, lb.serverUp("{\"url\":\"ftp://127.0.0.1\"}").status());
        assertEquals(400, lb.serverUp("{\"url\":\"http://me@127.0.0.1\"}").status());
    }

    @Test
    void itIsLookedAtAgainAtEveryConnect(@TempDir Path folder) throws IOException {
        // As after a change of DNS: registered without having been looked at, here by a state file.
        ScriptedBackend elsewhere = ScriptedBackend.start();
        Path state = folder.resolve("state.json");
        Files.write(state, StateJson.write(List.of(
                new StateJson.Kept(Announcement.of(BackendUrl.parse(elsewhere.url())), false))));
        lb = LbFixture.start(Map.of("LB_ALLOW", "10.0.0.0/8", "LB_STATE_FILE", state.toString()));
        try {
            Await.until("the probe", PATIENCE, () -> lb.server().object("lastProbe").isPresent());

            assertEquals("address not allowed: 127.0.0.1 is in none of 10.0.0.0/8",
                    lb.server().text("reason").orElseThrow());
            assertEquals(503, lb.traffic("/").status());
            assertEquals(0, elsewhere.connections());
        } finally {
            elsewhere.close();
        }
    }

    @Test
    void aListThatIsNoneIsAMistakeAtTheStart() {
        for (String list : List.of("server1", "10.0.0.0/33", "10.0.0.0/8,", "any,::1")) {
            List<String> mistakes = assertThrows(SettingsException.class,
                    () -> LbConfig.from(Map.of("LB_ALLOW", list), List.of())).mistakes();
            assertTrue(mistakes.getFirst().contains("LB_ALLOW"), mistakes::toString);
        }
    }
}
