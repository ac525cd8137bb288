package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import primelb.core.json.JsonObject;
import primelb.core.testing.ScriptedBackend;

/** What an operator drains stays out until an operator restores it; a plain server_down is the server's own word. */
@Timeout(30)
class OperatorDrainTest {
    private static final String REASON = "drained by an operator";

    private static String hold(ScriptedBackend backend) {
        return "{\"url\":\"" + backend.url() + "\",\"hold\":true}";
    }

    private static String restore(ScriptedBackend backend) {
        return "{\"url\":\"" + backend.url() + "\",\"restore\":true}";
    }

    private static void assertHeld(JsonObject server) {
        assertEquals(Optional.of(true), server.bool("held"));
        assertEquals(Optional.of(false), server.bool("active"));
        assertEquals(REASON, server.text("reason").orElseThrow());
    }

    @Test
    void neitherHeartbeatsNorAFreshStartBringItBackAndRestoreDoes() {
        try (LbFixture lb = LbFixture.start(Map.of())) {
            ScriptedBackend backend = lb.active("one");
            int probes = backend.probes().size();

            Answer drained = lb.post("/server_down", hold(backend));
            assertEquals(200, drained.status(), drained::toString);
            assertHeld(drained.json().object("server").orElseThrow());

            String announcement = LbFixture.announcement(backend, "one");
            for (String again : new String[] {announcement, announcement.replace("}", ",\"heartbeat\":true}")}) {
                Answer answer = lb.serverUp(again);
                assertEquals(202, answer.status(), answer::toString);
                assertEquals(REASON, answer.json().text("reason").orElseThrow());
            }
            assertEquals(200, lb.serverDown(backend.url()).status());
            assertEquals(202, lb.serverUp(announcement).status());
            assertEquals(probes, backend.probes().size());
            assertEquals(503, lb.traffic("/").status());

            Answer restored = lb.serverUp(restore(backend));
            assertEquals(200, restored.status(), restored::toString);
            assertEquals("one", restored.json().object("server").orElseThrow().text("id").orElseThrow());
            assertEquals(200, lb.traffic("/").status());
        }
    }

    @Test
    void aPlainServerDownEndsWithTheNextHeartbeatAsBefore() {
        try (LbFixture lb = LbFixture.start(Map.of())) {
            ScriptedBackend backend = lb.active("one");

            assertEquals(200, lb.serverDown(backend.url()).status());
            assertEquals(Optional.of(false), lb.server().bool("held"));
            assertEquals(200, lb.serverUp(LbFixture.announcement(backend, "one")).status());
        }
    }

    @Test
    void itOutlastsTheBalancerWhereThereIsAStateFile(@TempDir Path folder) {
        Map<String, String> settings = Map.of("LB_STATE_FILE", folder.resolve("state.json").toString());
        ScriptedBackend backend = ScriptedBackend.start();
        try (backend) {
            try (LbFixture lb = LbFixture.start(settings)) {
                lb.serverUp(LbFixture.announcement(backend, "one"));
                lb.post("/server_down", hold(backend));
            }
            try (LbFixture lb = LbFixture.start(settings)) {
                assertHeld(lb.server());
                assertEquals(202, lb.serverUp(LbFixture.announcement(backend, "one")).status());
                assertEquals(200, lb.serverUp(restore(backend)).status());
            }
            try (LbFixture lb = LbFixture.start(settings)) {
                assertEquals(Optional.of(false), lb.server().bool("held"));
            }
        }
    }

    @Test
    void aFlagThatIsNeitherTrueNorFalseIsRefused() {
        try (LbFixture lb = LbFixture.start(Map.of())) {
            ScriptedBackend backend = lb.active("one");

            Answer down = lb.post("/server_down", hold(backend).replace("true", "\"yes\""));
            assertEquals(400, down.status());
            assertTrue(down.detail().contains("\"hold\": expected a boolean"), down::detail);
            assertEquals(400, lb.serverUp(restore(backend).replace("true", "1")).status());
            assertEquals(Optional.of(true), lb.server().bool("active"));
        }
    }
}
