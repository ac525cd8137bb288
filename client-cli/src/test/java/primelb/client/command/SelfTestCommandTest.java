package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import primelb.client.testing.Harness;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonValue;

@Timeout(120)
class SelfTestCommandTest {
    @TempDir
    private Path folder;

    /** Counts must be right on any machine; latencies on a machine that is busy with other tests need not be. */
    @Test
    void everyCheckIsToldAndTheCountsAreRight() {
        var client = new Harness(folder);
        int code = client.run("selftest", "--json");
        JsonObject json = Harness.json(client.out());
        assertEquals("primelb.selftest/1", json.text("schema").orElseThrow());
        assertEquals(8, json.array("checks").orElseThrow().values().size());
        for (JsonValue value : json.array("checks").orElseThrow().values().subList(0, 3)) {
            assertTrue(((JsonObject) value).bool("holds").orElseThrow(), client::out);
        }
        assertEquals(json.bool("pass").orElseThrow() ? 0 : 1, code);
    }

    @Test
    void anInterruptionEndsIt() {
        var client = new Harness(folder);
        client.cancellation().request();
        assertEquals(130, client.run("selftest"));
    }
}
