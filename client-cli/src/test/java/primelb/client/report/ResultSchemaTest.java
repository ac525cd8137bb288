package primelb.client.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import primelb.client.testing.FakeSystem;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.client.testing.Reply;
import primelb.client.testing.SchemaValidator;
import primelb.core.json.JsonWriter;

/** Every JSON that any command writes follows the schema that is delivered, and nothing but what is in it. */
@Timeout(120)
class ResultSchemaTest {
    private static final SchemaValidator SCHEMA = SchemaValidator.ofResults();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-c 4 -r 5", "-c 4 -r 5 --warmup 3", "-n 7 -c 3 --no-keepalive", "-d 200ms -c 2",
        "--rate 200 -d 300ms -c 4", "-c 1 -n 1", "-c 4 -d 300ms --ramp 100ms"})
    void everyRunFollowsIt(String options) throws Exception {
        try (var server = FixtureServer.start((number, _) -> number % 7 == 0 ? new Reply.Drop()
                : number % 5 == 0 ? new Reply.Answer(503, "", "server2")
                : Reply.prime("524287", true, "server" + (1 + number % 2)))) {
            var args = new ArrayList<>(List.of("run"));
            args.addAll(List.of(options.split(" ")));
            args.addAll(List.of("-o", "r.json", server.url("/prime/524287").toString()));
            new Harness(folder).run(args.toArray(String[]::new));
        }
        assertFollows(Files.readString(folder.resolve("r.json")));
    }

    @Test
    void aRunWithoutAnyAnswerFollowsIt() throws Exception {
        try (var server = FixtureServer.start((_, _) -> new Reply.Drop())) {
            new Harness(folder).run("run", "-n", "3", "-o", "r.json", server.url("/").toString());
        }
        assertFollows(Files.readString(folder.resolve("r.json")));
    }

    @Test
    void everyKindOfPhasesFollowsIt() throws Exception {
        for (List<String> options : List.of(List.of("--warmup", "3"), List.of("--repeat", "2"),
                List.of("--under-load", "--rate", "200"))) {
            Path own = Files.createDirectory(folder.resolve(options.getFirst()));
            try (var system = new FakeSystem(own)) {
                var args = new ArrayList<>(List.of("-c", "4", "-n", "100", "-o", "r.json"));
                args.addAll(options);
                new Harness(own).run(system.phases(args.toArray(String[]::new)));
            }
            assertFollows(Files.readString(own.resolve("r.json")));
        }
    }

    @Test
    void anInterruptedExperimentFollowsIt() throws Exception {
        try (var system = new FakeSystem(folder)) {
            var client = new Harness(folder);
            system.atRequest(26, client.cancellation()::request);
            assertEquals(130, client.run(system.phases("-c", "2", "-r", "10", "-o", "r.json")));
        }
        assertFollows(Files.readString(folder.resolve("r.json")));
    }

    @Test
    void comparisonsAndTheListOfServersFollowIt() throws Exception {
        try (var server = FixtureServer.truthful()) {
            for (String name : List.of("a.json", "b.json")) {
                new Harness(folder).run("run", "-n", "20", "-c", "2", "-o", name,
                        server.url("/prime/524287").toString());
            }
        }
        var compare = new Harness(folder);
        assertEquals(0, compare.run("compare", "--json", "a.json", "b.json"), compare::err);
        assertFollows(compare.out());
        try (var admin = FixtureServer.start((_, _) -> new Reply.Answer(200, """
                {"servers":[{"url":"http://127.0.0.1:9001","id":"server1","active":true,"lastRequest":null}]}""",
                ""))) {
            var servers = new Harness(folder);
            assertEquals(0, servers.run("servers", "--json", "--admin", admin.url("").toString()), servers::err);
            assertFollows(servers.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n 2000", "-n 100 --policy all --balancers 2 --network 1ms --speeds 1,2.5 --weights 1,2",
        "-n 300 --fail 1-2@0s-1s --hold 10ms", "-n 1 --service pareto --arrival lognormal:0.5"})
    void everySimulationFollowsIt(String options) {
        var args = new ArrayList<>(List.of("simulate", "--json"));
        args.addAll(List.of(options.split(" ")));
        var client = new Harness(folder);
        assertEquals(0, client.run(args.toArray(String[]::new)), client::err);
        assertFollows(client.out());
    }

    @Test
    void theCommandReportPrintsIt() {
        var client = new Harness(folder);
        assertEquals(0, client.run("report", "--schema"));
        assertEquals(ResultSchema.text(), client.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"schema\":\"primelb.servers/1\"}", "{\"schema\":\"primelb.other/1\"}",
        "{\"schema\":\"primelb.servers/1\",\"servers\":[],\"more\":1}",
        "{\"schema\":\"primelb.servers/1\",\"servers\":[{\"url\":1}]}",
        "{\"schema\":\"primelb.selftest/1\",\"pass\":true,\"checks\":[{\"what\":\"\",\"known\":\"\",\"holds\":true}]}"})
    void theCheckItselfRefusesWhatDoesNotFollow(String json) {
        var holder = Harness.json("{\"it\":" + json + "}");
        assertTrue(!SCHEMA.mistakes(holder.get("it").orElseThrow()).isEmpty(), json);
    }

    private static void assertFollows(String json) {
        assertEquals(List.of(), SCHEMA.mistakes(Harness.json(json)));
        assertTrue(JsonWriter.compact(Harness.json(json)).length() > 20);
    }
}
