package primelb.client.stored;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.client.testing.Harness;
import primelb.client.testing.Results;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonValue;

/** A result is read as what it says, and a file is believed nothing. */
class ResultReaderTest {
    private static final JsonObject PHASES = Results.phases(Results.recording(60, 600, "server1", "server2"),
            Results.recording(60, 1200, "server1"), Results.recording(60, 600, "server1", "server2"));
    private static final JsonObject RUN = Results.run(Results.failing(40, 400, 4, "server1"));

    @TempDir
    private Path folder;

    @Test
    void anExperimentIsReadWithItsPhasesAndWhatWasDoneBetweenThem() {
        StoredResult result = Results.stored("r.json", PHASES);
        assertEquals(List.of("phase 1", "phase 2", "phase 3"), result.parts().stream().map(Part::name).toList());
        assertEquals(List.of("server1", "server2"), result.servers());
        assertEquals(2.0, result.speedup(result.parts().getFirst()).orElseThrow(), 1e-9);
        assertEquals(List.of("stop of server2 issued", "balancer noticed the stop", "start of server2 issued",
                "balancer noticed the start"), result.marks().stream().map(StoredResult.Mark::what).toList());
        assertEquals(700_000, result.marks().getFirst().micros());
        assertEquals(2_600_000, result.parts().get(1).released());
        assertEquals("round-robin", result.system().orElseThrow().policy().orElseThrow());
        assertEquals(0.4, result.system().orElseThrow().serverCpus().orElseThrow());
    }

    @Test
    void aRunIsReadWithEveryRequest() {
        StoredResult result = Results.stored("r.json", RUN);
        Part run = result.parts().getFirst();
        assertEquals(30, run.totals().ok());
        assertEquals(10, run.totals().failed());
        assertEquals(40, run.samples().count());
        assertTrue(run.samples().isComplete());
        assertEquals("reset", run.totals().failures().getFirst().kind());
        assertEquals("", run.samples().serverOf(3));
        assertEquals(400_000, run.samples().finished()[39]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "schema | \"other/1\" | r.json: schema must be primelb.run/1 or primelb.phases/1, got 'other/1'",
        "result.sent | 41 | r.json: result.sent must be ok + failed, got 30 + 10 and 41",
        "result.ok | \"many\" | r.json: result.ok must be a whole number",
        "result.throughput | -1 | r.json: result.throughput must be a number from 0 on, got -1.0",
        "result.throughput | 1e999 | r.json: result.throughput must be a number from 0 on, got Infinity",
        "result.wallMicros | 9007199254740993 | must be at most 9007199254740991",
        "detail.bins.widthMicros | 0 | r.json: detail.bins.widthMicros must be at least 1, got 0",
        "detail.bins.failed | [1] | elements like its neighbours",
        "detail.samples.client | [1] | must have 1 elements like its neighbours",
        "detail.samples.server.3 | 7 | r.json: detail.samples.server must be below 2, got 7",
        "detail.samples.finished.0 | 0 | r.json: detail.samples.finished[0] must not be before started",
        "detail.spectrum.percent.1 | 101 | r.json: detail.spectrum.percent[1] must ascend from 0 to 100",
        "plan.stop.rule | \"never\" | r.json: plan.stop.rule must be per-client, total or after, got 'never'",
        "client | null | r.json: client must not be null",
        "thresholds | {} | r.json: thresholds must be an array"})
    void whatIsWrongIsNamedWithItsPlace(String way, String value, String message) {
        JsonValue wrong = Harness.json("{\"it\":" + value + "}").get("it").orElseThrow();
        UnreadableResult e = assertThrows(UnreadableResult.class,
                () -> ResultReader.of("r.json", Results.with(RUN, way, wrong)));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void whatIsMissingIsNamedWithItsPlace() {
        for (String way : List.of("environment", "result.rates", "detail.samples.of", "plan.url", "pass")) {
            UnreadableResult e = assertThrows(UnreadableResult.class,
                    () -> ResultReader.of("r.json", Results.without(RUN, way)));
            assertEquals("r.json: " + way + " is missing", e.getMessage());
        }
    }

    @Test
    void whatIsNoResultIsToldFromWhatCannotBeRead() throws Exception {
        Path file = folder.resolve("r.json");
        assertTrue(assertThrows(UnreadableResult.class, () -> ResultReader.read(file)).getMessage()
                .startsWith("cannot read "));
        Files.writeString(file, "not json");
        assertTrue(assertThrows(UnreadableResult.class, () -> ResultReader.read(file)).getMessage()
                .startsWith("r.json is not JSON: "));
        Files.writeString(file, "[]");
        assertEquals("r.json is not a result: it is no JSON object",
                assertThrows(UnreadableResult.class, () -> ResultReader.read(file)).getMessage());
    }
}
