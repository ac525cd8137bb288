package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.http.ClientRequest;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ChildProcess;
import primelb.core.testing.ScriptedBackend;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** The balancer as a program: what it prints, how it ends. */
@Timeout(120)
class LbMainIT {
    private final ScriptedBackend backend = ScriptedBackend.start();

    @AfterEach
    void close() {
        backend.close();
    }

    private static ChildProcess ended(int status, Map<String, String> environment, String... args) {
        try (ChildProcess process = LbProcess.jar(environment, args)) {
            assertEquals(status, process.awaitExit(LbProcess.PATIENCE), process::toString);
            return process;
        }
    }

    @Test
    void saysOnceWhereItListensAndForwards() {
        try (LbProcess lb = LbProcess.start(Map.of())) {
            lb.activate(backend);

            assertEquals("ok", Answer.to(lb.traffic(), ClientRequest.get("/prime/7?method=scan")).body());

            assertEquals("/prime/7?method=scan", backend.received().getFirst().target());
            assertEquals(1, lb.process().out().size(), lb.process()::toString);
        }
    }

    @Test
    void namesAnAddressForAllAsItWasGiven() {
        Map<String, String> settings = Map.of("LB_HOST", "0.0.0.0", "LB_PORT", "0", "LB_ADMIN_PORT", "0");
        try (ChildProcess lb = LbProcess.jar(settings)) {
            lb.awaitLine("^primelb-lb ready: traffic http://0\\.0\\.0\\.0:\\d+ admin http://127\\.0\\.0\\.1:\\d+$",
                    LbProcess.PATIENCE);
        }
    }

    @Test
    void logsItsSettingsOnOneLineWithoutTheToken() {
        try (LbProcess lb = LbProcess.start(Map.of("LB_TOKEN", "hunter2"))) {
            String effective = lb.process().awaitLine(".*LB_PROBE_INTERVAL=2s.*", LbProcess.PATIENCE).group();

            assertTrue(effective.contains("LB_POLICY=least-in-flight"), effective);
            assertTrue(lb.process().err().stream().noneMatch(line -> line.contains("hunter2")), effective);
        }
    }

    @Test
    void logsEachChangeOfStateWithItsCause() {
        try (LbProcess lb = LbProcess.start(Map.of())) {
            lb.activate(backend);
            backend.then(Behaviour.closeUnanswered());
            Answer.to(lb.traffic(), ClientRequest.get("/"));

            lb.process().awaitLine(" new -> active \\(probe passed\\)", LbProcess.PATIENCE);
            lb.process().awaitLine(" active -> inactive \\(request failed: closed without", LbProcess.PATIENCE);
        }
    }

    @Test
    void tellsAllMistakesAtOnceAndEndsWith2() {
        List<String> err = ended(2, Map.of("LB_PROBE_INTERVALL", "3s", "LB_PORT", "99999"), "--polcy", "x").err();

        String all = String.join("\n", err);
        assertEquals(3, err.stream().filter(line -> line.startsWith("error: ")).count(), all);
        assertTrue(all.contains("LB_PROBE_INTERVALL") && all.contains("LB_PROBE_INTERVAL?"), all);
        assertTrue(all.contains("LB_PORT") && all.contains("0..65535") && all.contains("99999"), all);
        assertTrue(all.contains("--polcy") && all.contains("--policy?"), all);
    }

    @Test
    void aTakenPortIsOneClearLineAndEndsWith1() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            for (String setting : List.of("LB_PORT", "LB_ADMIN_PORT")) {
                Map<String, String> free = Map.of("LB_PORT", "0", "LB_ADMIN_PORT", "0");
                List<String> err = ended(1, with(free, setting, port)).err();

                assertEquals(1, err.size(), err::toString);
                assertTrue(err.getFirst().startsWith("error: cannot listen on 127.0.0.1:" + port)
                        && err.getFirst().contains("set " + setting), err::toString);
            }
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    @Test
    void sigtermFinishesWhatIsInWorkAndEndsWith0() throws Exception {
        try (LbProcess lb = LbProcess.start(Map.of())) {
            lb.activate(backend);
            backend.then(Behaviour.of(new Behaviour.ReadBody(), new Behaviour.Hold(),
                    Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")));
            CompletableFuture<Answer> inWork =
                    CompletableFuture.supplyAsync(() -> Answer.to(lb.traffic(), ClientRequest.get("/slow")));
            backend.awaitReceived(1);

            lb.process().sigterm();
            Await.until("the health check to say that it stops", LbProcess.PATIENCE,
                    () -> Answer.to(lb.admin(), ClientRequest.get("/health_check")).status() == 503);
            Await.until("new connections to be refused", LbProcess.PATIENCE, () -> refused(lb));
            assertTrue(lb.process().isAlive());
            backend.proceed();

            Answer answer = inWork.get();
            assertEquals("done", answer.body());
            assertEquals("close", answer.response().field("Connection").orElse(""), answer::toString);
            assertEquals(0, lb.process().awaitExit(LbProcess.PATIENCE), lb.process()::toString);
        }
    }

    private static boolean refused(LbProcess lb) {
        try {
            Answer.tryTo(lb.traffic(), ClientRequest.get("/"));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void ctrlCEndsAnIdleOneWith0() {
        try (LbProcess lb = LbProcess.start(Map.of())) {
            lb.process().signal("INT");

            assertEquals(0, lb.process().awaitExit(LbProcess.PATIENCE), lb.process()::toString);
        }
    }

    @Test
    void healthAsksARunningOne() {
        try (LbProcess lb = LbProcess.start(Map.of())) {
            String url = "http://127.0.0.1:" + lb.admin().getPort();
            Map<String, String> port = Map.of("LB_ADMIN_PORT", Integer.toString(lb.admin().getPort()));

            assertEquals(List.of("unhealthy: status 503"), ended(1, Map.of(), "health", url).out());
            Map<String, String> alive = Map.of("LB_HEALTH", "alive");
            assertEquals(List.of("alive: status 503"), ended(0, alive, "health", url).out());
            lb.activate(backend);
            assertTrue(ended(0, Map.of(), "health", url).out().getFirst().startsWith("healthy: 200 in "));
            assertTrue(ended(0, port, "health").out().getFirst().startsWith("healthy: 200 in "));
        }
        assertEquals(List.of("unhealthy: connection refused"),
                ended(1, Map.of(), "health", "http://127.0.0.1:1").out());
        assertEquals(List.of("unhealthy: connection refused"),
                ended(1, Map.of("LB_HEALTH", "alive"), "health", "http://127.0.0.1:1").out());
        String mistake = ended(2, Map.of(), "health", "127.0.0.1:1").err().getFirst();
        assertTrue(mistake.startsWith("error: url '127.0.0.1:1' is refused"), mistake);
    }

    @Test
    void helpListsEverySettingWithItsDefault() {
        List<String> help = ended(0, Map.of("LB_PORT", "wrong"), "--help").out();

        Map.ofEntries(Map.entry("LB_HOST", "127.0.0.1"), Map.entry("LB_PORT", "8080"),
                Map.entry("LB_ADMIN_HOST", "127.0.0.1"), Map.entry("LB_ADMIN_PORT", "8081"),
                Map.entry("LB_POLICY", "least-in-flight"),
                Map.entry("LB_PROBE_INTERVAL", "2s"), Map.entry("LB_PROBE_TIMEOUT", "2s"), Map.entry("LB_RISE", "1"),
                Map.entry("LB_FALL", "1"), Map.entry("LB_STALL_AFTER", "3s"), Map.entry("LB_HOLD", "0s"),
                Map.entry("LB_QUEUE", "1024"),
                Map.entry("LB_CONNECT_TIMEOUT", "1500ms"), Map.entry("LB_RESPONSE_TIMEOUT", "30s"),
                Map.entry("LB_TOTAL_TIMEOUT", "60s"), Map.entry("LB_MAX_SERVERS", "1024"), Map.entry("LB_DRAIN", "30s"))
                .forEach((name, defaultValue) -> {
                    String row = " *--" + name.substring(3).toLowerCase(Locale.ROOT).replace('_', '-') + " .* " + name
                            + " .*default " + Pattern.quote(defaultValue) + " .*";
                    assertTrue(help.stream().anyMatch(line -> line.matches(row)),
                            () -> name + " is wrong in\n" + String.join("\n", help));
                });
        help.stream().filter(line -> line.contains(" LB_")).forEach(line ->
                assertTrue(line.matches(" +--[a-z-]+ [A-Z]+ +LB_[A-Z_]+ +(no )?default .*"), line));
        assertTrue(help.stream().anyMatch(line -> line.contains("lb-app.jar health")), help::toString);
    }

    @Test
    void versionIsOneLine() {
        List<String> out = ended(0, Map.of(), "--version").out();

        assertEquals(1, out.size());
        assertTrue(out.getFirst().matches("primelb-lb \\d+\\.\\d+\\.\\d+.*"), out::toString);
    }

    @Test
    void afterAPauseOfTheWholeProcessNoHealthyServerIsEjectedAndNoAnswerIsLost() {
        Ticker ticker = SystemTime.ticker();
        Map<String, String> impatient = Map.of("LB_PROBE_INTERVAL", "50ms", "LB_PROBE_TIMEOUT", "300ms",
                "LB_STALL_AFTER", "50ms", "LB_RESPONSE_TIMEOUT", "2s");
        try (LbProcess lb = LbProcess.start(impatient)) {
            lb.activate(backend);
            Behaviour late = Behaviour.of(new Behaviour.Hold(), Behaviour.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n"
                    + "Connection: close\r\n\r\nlate"));
            backend.health(late).then(late);
            int before = backend.probes().size();
            CompletableFuture<Answer> inFlight =
                    CompletableFuture.supplyAsync(() -> Answer.to(lb.traffic(), ClientRequest.get("/")));
            backend.awaitReceived(1);
            backend.awaitProbes(before + 1);

            lb.process().signal("STOP");
            backend.proceed();
            backend.proceed();
            long stopped = ticker.nanos();
            Await.until("5 s to pass", LbProcess.PATIENCE,
                    () -> ticker.nanos() - stopped > Duration.ofSeconds(5).toNanos());
            backend.health(Behaviour.ok("healthy"));
            lb.process().signal("CONT");

            assertEquals("late", inFlight.join().body());
            backend.awaitProbes(before + 2);
            assertEquals("active", lb.server().text("state").orElseThrow());
            assertTrue(lb.process().err().stream().noneMatch(line -> line.contains("-> inactive")),
                    lb.process()::toString);
        }
    }
}
