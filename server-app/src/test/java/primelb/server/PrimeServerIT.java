package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static primelb.server.RunningServer.PATIENCE;
import static primelb.server.RunningServer.body;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.core.http.ClientResponse;
import primelb.core.testing.Await;
import primelb.core.testing.ChildProcess;

/** The jar as a user runs it; one process serves all tests but those that end theirs. */
@Timeout(60)
class PrimeServerIT {

    /** Prime, and about half a second of scanning or more: within the standard limit, beyond that of the shared one. */
    private static final String HALF_A_SECOND = "/prime/200000033";

    private static final String LONG_GET = "GET /prime/6000000001?method=scan HTTP/1.1\r\nHost: x\r\n\r\n";

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(Map.of("SERVER_ID", "server1", "SERVER_WORKERS", "2",
                "SERVER_MAX_COMPUTE", "200ms"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWithTheContractOfAPrime() throws Exception {
        ClientResponse response = server.get("/prime/524287");
        assertEquals(200, response.status());
        assertEquals("server1", response.field("X-Served-By").orElseThrow());
        assertEquals("application/json", response.field("Content-Type").orElseThrow());
        String expected = "\\{\"number\":\"524287\",\"prime\":true,\"certainty\":\"proven\",\"method\":\"scan\","
                + "\"computeMicros\":[0-9]+,\"server\":\"server1\"}\n";
        assertTrue(body(response).matches(expected), () -> body(response));
    }

    @ParameterizedTest
    @CsvSource({
        "/prime/,400", "/prime/+7,400", "/prime/-7,400", "/prime/%207,400", "/prime/seven,400", "/prime/0,200",
        "/prime/1,200", "/prime/2,200", "/prime/9223372036854775808,422",
        "/prime/9223372036854775808?method=fast,200", "/prime/7?method=slow,400",
        "/prime/7?method=scan&method=sqrt,400",
        "/prime/9223372036854775783,422", "/prime/2000000011,422", "/prime,404", "/nothing,404", "/health_check,200"})
    void answersEveryKindOfRequest(String target, int status) throws Exception {
        ClientResponse response = server.get(target);
        assertEquals(status, response.status(), () -> body(response));
        String type = status < 400 ? "application/json" : "application/problem+json";
        assertEquals(type, response.field("Content-Type").orElseThrow());
    }

    @Test
    void refusesTenThousandDigits() throws Exception {
        ClientResponse response = server.get("/prime/" + "9".repeat(10_000));
        assertEquals(400, response.status());
        assertTrue(body(response).contains("got 10000"), () -> body(response));
    }

    @Test
    void theHealthCheckDoesNotWaitBehindPrimes() throws Exception {
        List<CompletableFuture<ClientResponse>> primes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            primes.add(server.ask(HALF_A_SECOND));
        }
        Await.until("both threads busy", PATIENCE, () -> server.counts("\"running\":2"));
        assertEquals(200, server.get("/health_check", Duration.ofSeconds(1)).status());
        for (CompletableFuture<ClientResponse> prime : primes) {
            assertEquals(422, prime.get(20, TimeUnit.SECONDS).status());
        }
    }

    @Test
    void theHealthModeSaysHowItIs() {
        try (ChildProcess health = health(server.url()); ChildProcess elsewhere = health("http://127.0.0.1:1")) {
            assertEquals(0, health.awaitExit(PATIENCE), health::toString);
            assertEquals(1, elsewhere.awaitExit(PATIENCE), elsewhere::toString);
        }
    }

    @Test
    void aPortThatIsTakenIsOneClearLine() {
        try (ChildProcess second = jar(Map.of("SERVER_PORT", Integer.toString(server.port())))) {
            assertEquals(1, second.awaitExit(PATIENCE));
            assertEquals(List.of("error: SERVER_PORT " + server.port() + " on 127.0.0.1 is taken (address already"
                    + " in use); name another, SERVER_PORT=0 takes any free one"), second.err());
        }
    }

    @Test
    void badSettingsAreAllNamed() {
        try (ChildProcess wrong = jar(Map.of("SERVER_WORKERS", "none", "SERVER_PROT", "1"))) {
            assertEquals(2, wrong.awaitExit(PATIENCE));
            assertEquals(2, wrong.err().size(), wrong::toString);
            assertEquals(List.of(), wrong.out());
        }
    }

    @Test
    void saysItsSettingsOnOneLine() {
        server.process().awaitLine("primelb-server settings: SERVER_HOST=.* SERVER_DRAIN=8s$", PATIENCE);
    }

    @Test
    void aClientThatLeavesFreesItsThreadForTheNext() throws Exception {
        try (RunningServer own = RunningServer.start(Map.of("SERVER_WORKERS", "1"))) {
            CompletableFuture<ClientResponse> next;
            try (Socket leaving = new Socket(InetAddress.getLoopbackAddress(), own.port())) {
                leaving.getOutputStream().write(LONG_GET.getBytes(StandardCharsets.US_ASCII));
                Await.until("it computes", PATIENCE, () -> own.counts("\"running\":1"));
                next = own.ask("/prime/7");
                Await.until("the next waits", PATIENCE, () -> own.counts("\"queued\":1"));
            }
            // The long one takes half a minute: this is not its end.
            assertEquals(200, next.get(5, TimeUnit.SECONDS).status());
            assertTrue(own.counts("\"abandoned\":1"));
        }
    }

    @Test
    void aRequestIsGivenUpAtItsDeadline() throws Exception {
        try (RunningServer own = RunningServer.start(Map.of("SERVER_WORKERS", "1"));
                Socket impatient = new Socket(InetAddress.getLoopbackAddress(), own.port())) {
            String request = LONG_GET.replace("\r\n\r\n", "\r\nX-Request-Deadline: 300\r\nConnection: close\r\n\r\n");
            impatient.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(impatient.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertTrue(answer.startsWith("HTTP/1.1 504 "), answer);
            assertEquals(200, own.get("/prime/7", Duration.ofSeconds(5)).status());
        }
    }

    @Test
    void sigtermLetsARequestInFlightFinish() throws Exception {
        try (RunningServer own = RunningServer.start(Map.of("SERVER_WORKERS", "1"))) {
            CompletableFuture<ClientResponse> answer = own.ask(HALF_A_SECOND);
            Await.until("it computes", PATIENCE, () -> own.counts("\"running\":1"));
            own.process().sigterm();
            own.process().awaitLine("primelb-server stopping: .*, [1-9][0-9]* in flight", PATIENCE);
            assertEquals(503, own.get("/health_check").status());
            assertEquals(200, answer.get(10, TimeUnit.SECONDS).status());
            assertEquals("close", answer.get().field("Connection").orElseThrow());
            assertEquals(0, own.process().awaitExit(PATIENCE), own.process()::toString);
        }
    }

    @Test
    void sigtermGivesUpWhatOutlastsTheDrainTime() throws Exception {
        try (RunningServer own = RunningServer.start(Map.of("SERVER_WORKERS", "1", "SERVER_DRAIN", "200ms"))) {
            CompletableFuture<ClientResponse> answer = own.ask("/prime/6000000001");
            Await.until("it computes", PATIENCE, () -> own.counts("\"running\":1"));
            own.process().sigterm();
            assertEquals(503, answer.get(10, TimeUnit.SECONDS).status());
            assertEquals(0, own.process().awaitExit(PATIENCE), own.process()::toString);
            own.process().awaitLine("primelb-server stopped: .*1 in flight given up after 200 ms", PATIENCE);
        }
    }

    private static ChildProcess health(String url) {
        return ChildProcess.startJar(ChildProcess.jarOf("server-app"), Map.of(), "health", url);
    }

    private static ChildProcess jar(Map<String, String> settings) {
        return ChildProcess.startJar(ChildProcess.jarOf("server-app"), settings);
    }
}
