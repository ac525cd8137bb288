package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.proxy.RawClient.Answer;
import primelb.core.testing.Await;
import primelb.core.testing.Behaviour;
import primelb.core.testing.ReceivedRequest;
import primelb.core.time.SystemTime;

/** Servers are told for how long an answer is of use. */
@Timeout(30)
class RequestDeadlineTest {
    private static final Duration RESPONSE = Duration.ofSeconds(10);
    private static final Duration TOTAL = Duration.ofSeconds(20);

    private ProxyFixture fixture;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        use(RESPONSE, TOTAL);
    }

    private void use(Duration response, Duration total) throws IOException {
        ProxySettings standard = ProxySettings.defaults("primelb-test");
        fixture = new ProxyFixture(
                standard.with(standard.timeouts().with(Duration.ofMillis(1500), response, total)), 2);
        client = fixture.client();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        fixture.close();
    }

    private Answer get(String... lines) throws IOException {
        String fields = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
        return client.send("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n").answer();
    }

    private static long millis(ReceivedRequest request) {
        List<String> lines = request.head().lines().filter(line -> line.startsWith("X-Request-Deadline:")).toList();
        assertEquals(1, lines.size(), request.head());
        return Long.parseLong(lines.getFirst().substring("X-Request-Deadline:".length()).strip());
    }

    private long told(int backend) {
        return millis(fixture.backend(backend).received().getLast());
    }

    @Test
    void thatIsTheTimeOfOneAttempt() throws IOException {
        get();
        assertEquals(10_000, told(1));
    }

    @Test
    void orWhatIsLeftOfTheWhole() throws IOException {
        stop();
        use(TOTAL, RESPONSE);
        get();
        assertTrue(told(1) <= 10_000 && told(1) > 5_000, () -> "told " + told(1));
    }

    @Test
    void orWhatTheClientSaysIfThatIsLess() throws IOException {
        get("X-Request-Deadline: 7000");
        assertTrue(told(1) <= 7_000 && told(1) > 2_000, () -> "told " + told(1));
        get("x-request-deadline: 15000");
        assertEquals(10_000, told(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+5", "1.5", "1e3", "7 000", "abc", "0x10", "1234567890123456",
        "5\r\nX-Request-Deadline: 5"})
    void whatCannotBeUnderstoodIsReplaced(String value) throws IOException {
        assertEquals(200, get("X-Request-Deadline: " + value).status());
        assertEquals(10_000, told(1));
    }

    @Test
    void anAttemptThatComesLaterHasLess() throws IOException {
        stop();
        use(TOTAL, TOTAL);
        fixture.backend(1).then(Behaviour.of(new Behaviour.ReadBody(), new Behaviour.Hold(), new Behaviour.Close()));
        client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Request-Deadline: 10010\r\n\r\n");
        fixture.backend(1).awaitReceived(1);
        long sent = SystemTime.ticker().nanos();
        Await.until("some time has passed", ProxyFixture.PATIENCE,
                () -> SystemTime.ticker().nanos() - sent > 20_000_000);
        fixture.backend(1).proceed();
        assertEquals("backend 2", client.answer().body());
        assertTrue(told(2) <= 9_990 && told(2) <= told(1) - 20, () -> told(1) + ", then " + told(2));
    }

    @ParameterizedTest
    @CsvSource({"100", "400"})
    void theBalancerKeepsToItToo(int millis) throws IOException {
        fixture.backend(1).then(Behaviour.stall());
        long sent = SystemTime.ticker().nanos();
        assertEquals(504, get("X-Request-Deadline: " + millis).status());
        long took = (SystemTime.ticker().nanos() - sent) / 1_000_000;
        assertTrue(took >= millis && took < millis + 2_000, "took " + took + " ms");
        assertEquals(List.of(), fixture.changes(), "it is no fault of the backend");
        assertEquals(0, fixture.backend(2).received().size());
    }

    @Test
    void aRequestWithNoTimeLeftGoesNowhere() throws IOException {
        Answer answer = get("X-Request-Deadline: 0");
        assertEquals(504, answer.status());
        assertTrue(answer.body().contains("no time left"), answer.body());
        assertEquals(0, fixture.backend(1).received().size());
        assertEquals(200, get().status());
    }
}
