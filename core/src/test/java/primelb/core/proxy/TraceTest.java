package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.testing.Behaviour;
import primelb.core.testing.ReceivedRequest;

/** The trace of a request, as W3C Trace Context has it: passed on as it came, or begun. */
@Timeout(30)
class TraceTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String VALID = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String BEGUN = "00-[0-9a-f]{32}-[0-9a-f]{16}-00";

    private ProxyFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new ProxyFixture(ProxyFixture.QUICK, 1);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private ReceivedRequest sent(String fields) throws IOException {
        try (RawClient client = fixture.client()) {
            assertEquals(200, client.send("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n").answer().status());
        }
        return fixture.backend(1).received().getLast();
    }

    @ParameterizedTest
    @ValueSource(strings = {VALID, "00-" + TRACE + "-b7ad6b7169203331-00", "cc-" + TRACE + "-b7ad6b7169203331-01",
        "cc-" + TRACE + "-b7ad6b7169203331-01-what-the-future-may-bring"})
    void aValidTraceGoesOnAsItCame(String traceparent) throws IOException {
        ReceivedRequest request =
                sent("Traceparent: " + traceparent + "\r\ntracestate: a=1,b=2\r\ntracestate: c=3\r\n");
        assertEquals(List.of(traceparent), request.fields("traceparent"));
        assertEquals(List.of("a=1,b=2", "c=3"), request.fields("tracestate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Traceparent: \r\n", "Traceparent: 00\r\n",
        "Traceparent: ff-" + TRACE + "-b7ad6b7169203331-01\r\n",
        "Traceparent: 00-" + TRACE + "-b7ad6b7169203331-01-more\r\n",
        "Traceparent: cc-" + TRACE + "-b7ad6b7169203331-01.more\r\n",
        "Traceparent: 00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n",
        "Traceparent: 00-00000000000000000000000000000000-b7ad6b7169203331-01\r\n",
        "Traceparent: 00-" + TRACE + "-0000000000000000-01\r\n",
        "Traceparent: 00-" + TRACE + "-b7ad6b716920333g-01\r\n",
        "Traceparent: " + VALID + "\r\nTraceparent: " + VALID + "\r\n",
        "Connection: traceparent\r\nTraceparent: " + VALID + "\r\n"})
    void anyOtherIsDroppedWithItsStateAndOneIsBegun(String fields) throws IOException {
        ReceivedRequest request = sent(fields + "tracestate: a=1\r\n");
        String begun = request.field("traceparent").orElseThrow();
        assertTrue(begun.matches(BEGUN), begun);
        assertNotEquals(TRACE, TraceParent.traceId(begun));
        assertEquals(List.of(), request.fields("tracestate"));
    }

    @Test
    void eachRequestThatHasNoneBelongsToItsOwnTrace() throws IOException {
        try (RawClient client = fixture.client()) {
            client.get("/");
            client.get("/");
        }
        sent("");
        assertEquals(3, fixture.backend(1).received().stream()
                .map(request -> request.field("traceparent").orElseThrow().substring(3, 52)).distinct().count());
    }

    @Test
    void anotherAttemptBelongsToTheSameTrace() throws IOException {
        try (ProxyFixture two = new ProxyFixture(ProxyFixture.QUICK, 2); RawClient client = two.client()) {
            two.backend(1).usually(Behaviour.closeUnanswered());
            client.get("/");
            assertEquals(two.backend(1).received().getFirst().fields("traceparent"),
                    two.backend(2).received().getFirst().fields("traceparent"));
        }
    }
}
