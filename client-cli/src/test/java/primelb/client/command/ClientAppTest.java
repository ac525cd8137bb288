package primelb.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import primelb.client.testing.FixtureServer;
import primelb.client.testing.Harness;
import primelb.client.testing.Reply;
import primelb.core.testing.Await;

@Timeout(30)
class ClientAppTest {
    private static final String TARGET = "http://127.0.0.1:1/prime/7";

    @TempDir
    private Path folder;
    private Harness client;

    @BeforeEach
    void client() {
        client = new Harness(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help", "run --help", "phases -h", "servers --help", "help run",
        "run -c 0 --help", "calibrate --help", "selftest --help"})
    void everyHelpIsEightyColumnsWideAndEndsWithExamplesThatRun(String line) {
        assertEquals(0, client.run(line.split(" ")));
        String help = client.out();
        assertTrue(help.contains("\nusage: client-cli "), help);
        assertTrue(help.substring(help.indexOf("\nexamples\n")).contains("  client-cli "), help);
        help.lines().filter(text -> !text.startsWith("  client-cli ")).forEach(text ->
                assertTrue(text.length() <= 80, text));
    }

    @Test
    void theHelpOfRunListsEveryOptionOfItWithItsDefault() {
        client.run("run", "--help");
        for (String option : "-c, --clients N|-r, --requests-per-client M|-n, --requests TOTAL|-d, --duration TIME"
                .concat("|-t, --timeout TIME|--connect-timeout TIME|-H, --header 'K: V'|-m, --method METHOD")
                .concat("|--body TEXT|--body-file FILE|--no-keepalive|--expect-status CODES|--expect-body REGEX")
                .concat("|--threshold EXPR|--rate R/s|--ramp TIME|--warmup N|-o, --output FILE|--json|--csv FILE|--html FILE|-q, --quiet|-v, --verbose")
                .concat("|--progress MODE|--color WHEN").split("\\|")) {
            assertTrue(client.out().contains(option), option);
        }
        assertTrue(client.out().contains("clients that send at once (50)"), client.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "phase | unknown command 'phase' (did you mean phases?; try: client-cli --help)",
        "Run | unknown command 'Run' (did you mean run?; try: client-cli --help)",
        "completely-else | unknown command 'completely-else' (one of run, phases, calibrate, servers, selftest, report, compare, simulate; try: client-cli --help)",
        "-c | a command must come first, got '-c' (one of run, phases, calibrate, servers, selftest, report, compare, simulate; try: client-cli run -c)"})
    void anUnknownCommandGetsTheNearestName(String word, String message) {
        assertEquals(2, client.run(word));
        assertEquals("error: " + message + "\n", client.err());
        assertEquals("", client.out());
    }

    @Test
    void noCommandIsAMistake() {
        assertEquals(2, client.run());
        assertTrue(client.err().startsWith("error: a command is missing"), client.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "run | a URL is missing (try: http://127.0.0.1:8080/prime/524287)",
        "run 127.0.0.1:8080/prime/7 | must be a URL that begins with http://, got '127.0.0.1:8080/prime/7'",
        "run https://127.0.0.1/ | must begin with http:// (no other scheme is spoken)",
        "run http://user@127.0.0.1/ | must have no user and no fragment",
        "run http://127.0.0.1:99999/ | must name a host and a port 1..65535",
        "run http://127.0.0.1/%zz | must be a URL, got 'http://127.0.0.1/%zz': Malformed escape pair at 18",
        "run -c 0 URL | --clients must be 1..10000, got 0 (try: -c 50)",
        "run -c 20 -n 7 URL | --clients must be at most --requests (7), got 20 (try: -c 7)",
        "run -c 10000 -r 101 URL | must be at most 1000000, got 1010000",
        "run -n 5 -d 3s URL | --requests and --duration exclude each other (try: only -n 500)",
        "run -d a=b URL | got 'a=b' (did you mean --body?)",
        "run -t 4 URL | -t is a timeout here and wants a unit: -t 4s; clients are -c 4",
        "run -m 10s URL | -m is the method here; did you mean -t 10s?",
        "run -m post URL | --method must be 1..32 capital letters and not CONNECT, got 'post' (try: -m POST)",
        "run -H Accept URL | --header must be 'Name: value', got 'Accept'",
        "run -H Content-Length:5 URL | must not be Content-Length, which the client sets itself",
        "run --expect-status 503 URL | got '503' (a 5xx is never a success)",
        "run --expect-body ( URL | --expect-body must be a regular expression, got '('",
        "run --threshold p99<<2s URL | --threshold 'p99<<2s' at 5: expected a duration such as 2s or 250ms",
        "run --threshold speedup>=2 URL | is about phases, and run has none",
        "run -o csv URL | -o names a file; did you mean --csv FILE?",
        "run -q -v URL | --quiet and --verbose exclude each other",
        "run --progress often URL | --progress must be one of auto, bar, lines, none, got 'often'",
        "run --body-file no-such-file URL | --body-file cannot read 'no-such-file'",
        "run --rate fast URL | --rate must be a rate 0.01/s..1000000/s, such as 100/s or 30/m, got 'fast'",
        "run --ramp -1s URL | --ramp must be a duration such as 1500ms or 2s, got '-1s'",
        "servers --interval 2s | --interval is about --watch (add: --watch)",
        "servers extra | servers takes no argument, got 'extra'",
        "phases --container -x URL | --container must be a container's name or id, got '-x'",
        "phases --container a --server-cpus 0 URL | --server-cpus must be a number above 0 such as 0.4, got '0'",
        "phases --container a --server-stats x URL | --server-stats must be ID=URL, got 'x'"})
    void aMistakeIsExitTwoAndSaysWhatWhereAndWhatToDo(String line, String message) {
        assertEquals(2, client.run(line.replace("URL", TARGET).split(" ")));
        assertTrue(client.err().contains(message), client.err());
        assertTrue(client.err().lines().allMatch(text -> text.startsWith("error: ")), client.err());
        assertEquals("", client.out());
    }

    @Test
    void aBadVariableIsExitTwoUnderItsOwnName() {
        assertEquals(2, client.with("CLIENT_CLI_CLIENTS", "none").run("run", TARGET));
        assertTrue(client.err().startsWith("error: CLIENT_CLI_CLIENTS must be a whole number 1..10000"), client.err());
    }

    @Test
    void theCommandLineWinsOverAnotherStopRuleInTheEnvironment() {
        try (var server = FixtureServer.truthful()) {
            assertEquals(0, client.with("CLIENT_CLI_DURATION", "20s").run("run", "-n", "3",
                    server.url("/prime/524287").toString()), client::err);
            assertEquals(3, server.requests());
        }
    }

    @Test
    void serversAreShownWithUrlLastRequestAndState() {
        try (var admin = FixtureServer.start((_, _) -> new Reply.Answer(200, """
                {"servers":[{"url":"http://127.0.0.1:9001","id":"server1","active":true,"state":"active",
                "lastRequest":"2026-11-22T07:03:31.123Z","inFlight":2,"requests":12,"failures":0},
                {"url":"http://127.0.0.1:9002","id":"server2","active":false,"state":"inactive",
                "reason":"connection refused","lastRequest":null,"inFlight":0,"requests":3,"failures":1}]}""", ""))) {
            assertEquals(0, client.run("servers", "--admin", admin.url("").toString()));
            assertTrue(client.out().matches("(?s).*server1 +127.0.0.1:9001 +active +2026-11-22T07:03:31Z +2 +12 +0\n"
                    + "server2 +127.0.0.1:9002 +inactive +never +0 +3 +1\n  server2: connection refused\n"),
                    client.out());
            assertTrue(client.out().lines().allMatch(line -> line.length() <= 80), client.out());
            var json = new Harness(folder);
            assertEquals(0, json.run("servers", "--json", "--admin", admin.url("").toString()));
            assertEquals(2, Harness.json(json.out()).array("servers").orElseThrow().values().size());
        }
    }

    @Test
    void aWatchWritesWhatHasChangedUntilItIsInterrupted() {
        var asked = new AtomicInteger();
        try (var admin = FixtureServer.start((number, _) -> {
            asked.set(number);
            return new Reply.Answer(200, "{\"servers\":[{\"url\":\"http://127.0.0.1:9001\",\"id\":\"server1\",\"active\":"
                    + (number < 4) + "}]}", "");
        })) {
            Thread.ofVirtual().start(() -> {
                Await.until("some looks", Duration.ofSeconds(10), () -> asked.get() >= 7);
                client.cancellation().request();
            });
            assertEquals(130, client.run("servers", "--watch", "--interval", "100ms", "--admin",
                    admin.url("").toString()));
            assertTrue(client.out().matches("(?s)2026-11-22T.*Z\nserver .*\nserver1 .* active .*\n2026-.*Z\nserver .*\n"
                    + "server1 .* inactive .*"), client.out());
            assertEquals(6, client.out().lines().count(), client.out());
        }
    }

    @Test
    void onATerminalAWatchStartsAnewAtTheTop() {
        var asked = new AtomicInteger();
        try (var admin = FixtureServer.start((number, _) -> {
            asked.set(number);
            return new Reply.Answer(200, "{\"servers\":[]}", "");
        })) {
            Thread.ofVirtual().start(() -> {
                Await.until("some looks", Duration.ofSeconds(10), () -> asked.get() >= 3);
                client.cancellation().request();
            });
            assertEquals(130, client.onTerminal().run("servers", "-w", "--interval", "100ms", "--admin",
                    admin.url("").toString()));
            assertTrue(client.out().startsWith("\u001b[H\u001b[J2026-11-22T"), client.out());
            assertTrue(client.out().contains("every 100 ms, Ctrl-C ends it\n"), client.out());
        }
    }

    @Test
    void noServerAndNoBalancerAreBothTold() {
        try (var admin = FixtureServer.start((_, _) -> new Reply.Answer(200, "{\"servers\":[]}", ""))) {
            assertEquals(0, client.run("servers", "--admin", admin.url("/").toString()));
            assertTrue(client.out().startsWith("the balancer knows no server"), client.out());
        }
        assertEquals(3, client.run("servers", "--admin", "http://127.0.0.1:1"));
        assertTrue(client.err().contains("http://127.0.0.1:1/servers cannot be reached (connection refused)"),
                client.err());
    }

    @Test
    void coloursAreForTerminalsAndNoColorTurnsThemOff() {
        try (var server = FixtureServer.truthful()) {
            String url = server.url("/prime/524287").toString();
            assertFalse(output(new Harness(folder), url).contains("\u001b["));
            assertTrue(output(new Harness(folder).onTerminal(), url).contains("\u001b[32mPASS"));
            assertFalse(output(new Harness(folder).onTerminal().with("NO_COLOR", "1"), url).contains("\u001b["));
            assertTrue(output(new Harness(folder).with("NO_COLOR", "1").with("CLIENT_CLI_COLOR", "always"), url)
                    .contains("\u001b["));
        }
    }

    @Test
    void aDumbTerminalGetsLinesWithoutColours() {
        try (var server = FixtureServer.truthful()) {
            String url = server.url("/prime/524287").toString();
            var dumb = new Harness(folder).onTerminal().with("TERM", "dumb");
            assertFalse(output(dumb, url).contains("\u001b["));
            assertFalse(dumb.err().contains("\r"), dumb.err());
        }
    }

    @Test
    void theWidthOfATerminalIsWhatTheEnvironmentSaysElseEighty() {
        assertEquals(40, TerminalCheck.columns(Map.of("COLUMNS", "40")));
        assertEquals(20, TerminalCheck.columns(Map.of("COLUMNS", "3")));
        assertEquals(Optional.empty(), TerminalCheck.columns("0"));
        assertEquals(Optional.empty(), TerminalCheck.columns("wide"));
        assertEquals(Optional.of(132), TerminalCheck.columns("132"));
    }

    @Test
    void aTerminalIsKnownByItsDevice() {
        assertTrue(TerminalCheck.isTerminal("/dev/pts/3"));
        assertTrue(TerminalCheck.isTerminal("/dev/tty1"));
        assertFalse(TerminalCheck.isTerminal("pipe:[4711]"));
        assertFalse(TerminalCheck.isTerminal("/dev/null"));
        assertFalse(TerminalCheck.isTerminal("/tmp/dev/pts/3"));
    }

    private static String output(Harness harness, String url) {
        harness.run("run", "-n", "1", "-q", "-o", "r.json", url);
        return harness.out();
    }
}
