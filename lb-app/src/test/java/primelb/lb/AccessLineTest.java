package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.json.JsonLimits;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.proxy.Exchange;

class AccessLineTest {
    private static final Instant AT = Instant.parse("2026-03-01T23:59:59.007Z");

    private static String line(Exchange exchange) {
        AccessLine line = new AccessLine();
        line.put(exchange, AT.toEpochMilli());
        return new String(line.bytes(), 0, line.size(), StandardCharsets.US_ASCII);
    }

    private static JsonObject read(String line) {
        try {
            return (JsonObject) JsonReader.read(line.strip().getBytes(StandardCharsets.UTF_8), new JsonLimits(1 << 16, 5));
        } catch (JsonSyntaxException e) {
            throw new AssertionError(line, e);
        }
    }

    private static Exchange of(String target) {
        return new Exchange("id", "trace", "::1", "GET", target, 200, null, 5, List.of(), 0, 1, 2);
    }

    @Test
    void aRequestWithAFailedAttemptIsOneLine() {
        assertEquals("""
                {"time":"2026-03-01T23:59:59.007Z","requestId":"a-1","traceId":"0af7","client":"127.0.0.1","method":"GET",\
                "path":"/prime/7?method=fast","status":200,"cut":null,"bytes":321,"server":"server2","attempts":2,\
                "failures":[{"server":"server1","cause":"connection refused","micros":812}],\
                "queueMicros":0,"firstByteMicros":2345,"totalMicros":2400}
                """, line(new Exchange("a-1", "0af7", "127.0.0.1", "GET", "/prime/7?method=fast", 200, null, 321,
                List.of(new Exchange.Attempt("server1", 0, "connection refused", 812_345),
                        new Exchange.Attempt("server2", 200, null, 1_500_000)), 999, 2_345_678, 2_400_000)));
    }

    @Test
    void whatWasNoRequestHasNulls() {
        JsonObject line = read(line(new Exchange(null, null, "::1", null, null, 400, null, 99, List.of(), 0, -1, 7)));
        for (String name : List.of("requestId", "traceId", "method", "path", "server", "firstByteMicros")) {
            assertEquals(new JsonNull(), line.get(name).orElseThrow(), name);
        }
        assertEquals(0, line.integer("attempts").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\n{\"time\":\"forged\"}", "/\r\n", "/\"},{\"", "/\\", "/\u001b[2J", "/\u2028\u202e\u0085\u00e9",
        "/\u0000\u007f"})
    void nothingEndsALineOrItsString(String target) {
        String line = line(of(target));
        assertEquals(line.length() - 1, line.indexOf('\n'));
        assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\n'), line);
        assertEquals(target, read(line).text("path").orElseThrow());
    }

    @Test
    void aLongPathIsCut() {
        String path = read(line(of("/" + "x".repeat(100_000)))).text("path").orElseThrow();
        assertEquals(AccessLine.LONGEST + 3, path.length());
        assertTrue(path.endsWith("x..."));
    }

    @Test
    void linesFollowEachOtherAlsoOverTheTurnOfASecond() {
        AccessLine line = new AccessLine();
        for (int i = 0; i < 300; i++) {
            line.put(of("/" + i), AT.toEpochMilli() + 10L * i);
        }
        List<String> all = new String(line.bytes(), 0, line.size(), StandardCharsets.US_ASCII).lines().toList();
        assertEquals(300, all.size());
        for (int i = 0; i < 300; i++) {
            Instant time = Instant.parse(read(all.get(i)).text("time").orElseThrow());
            assertEquals(AT.plusMillis(10L * i), time);
        }
    }
}
