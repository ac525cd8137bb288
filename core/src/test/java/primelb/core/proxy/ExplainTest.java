package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import primelb.core.backend.Announcement;
import primelb.core.backend.BackendUrl;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.proxy.RawClient.Answer;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.Behaviour;

/** {@code X-Lb-Explain: 1} is answered with how the request went, to those who may know. */
@Timeout(30)
class ExplainTest {
    private static final String NAME = "\r\nX-Lb-Explain: ";

    private static Answer asked(ProxyFixture fixture, String fields) throws IOException {
        try (RawClient client = fixture.client()) {
            return client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Request-Id: mine\r\n" + fields + "\r\n").answer();
        }
    }

    private static JsonObject explained(Answer answer) {
        int from = answer.head().indexOf(NAME) + NAME.length();
        assertTrue(from >= NAME.length(), answer::head);
        String json = answer.head().substring(from, answer.head().indexOf("\r\n", from));
        try {
            return (JsonObject) JsonReader.read(json.getBytes(StandardCharsets.UTF_8), new JsonLimits(8192, 10));
        } catch (JsonSyntaxException e) {
            throw new AssertionError(json, e);
        }
    }

    private static List<JsonObject> list(JsonObject object, String name) {
        return object.array(name).orElseThrow().values().stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void tellsWhoCouldBeChosenByWhichRuleAndWhatCame() throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 2)) {
            fixture.backend(1).usually(Behaviour.closeUnanswered());
            JsonObject explained = explained(asked(fixture, "X-Lb-Explain: 1\r\n"));

            assertEquals("mine", explained.text("requestId").orElseThrow());
            assertEquals("round-robin", explained.text("rule").orElseThrow());
            assertEquals(0, explained.integer("queuedMicros").orElseThrow());
            List<JsonObject> attempts = list(explained, "attempts");
            assertEquals(2, attempts.size());
            assertEquals("closed without an answer", attempts.getFirst().text("failure").orElseThrow());
            assertEquals(200, attempts.getLast().integer("status").orElseThrow());
            List<JsonObject> first = list(attempts.getFirst(), "candidates");
            assertEquals(List.of("active", "active"), first.stream().map(c -> c.text("state").orElseThrow()).toList());
            assertEquals(0, first.getFirst().integer("inFlight").orElseThrow());
            assertEquals(256, first.getFirst().integer("maxInFlight").orElseThrow());
            List<JsonObject> second = list(attempts.getLast(), "candidates");
            assertEquals("inactive", second.getFirst().text("state").orElseThrow());
            assertTrue(second.getFirst().bool("tried").orElseThrow());
        }
    }

    @Test
    void tellsTheCandidatesOfTheAttemptThatAFullServerCaused() throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 3)) {
            fixture.backend(1).usually(Behaviour.raw("HTTP/1.1 503 Full\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"));
            fixture.backend(2).usually(Behaviour.closeUnanswered());
            JsonObject explained = explained(asked(fixture, "X-Lb-Explain: 1\r\n"));

            List<JsonObject> attempts = list(explained, "attempts");
            assertEquals(3, attempts.size());
            for (int tried = 0; tried < 3; tried++) {
                assertEquals(tried, list(attempts.get(tried), "candidates").stream()
                        .filter(c -> c.bool("tried").orElseThrow()).count(), attempts::toString);
            }
            assertTrue(explained.array("candidates").isEmpty());
        }
    }

    @Test
    void afterAFullServerThatNobodyRelievesNoChoiceIsLeftOver() throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 1)) {
            fixture.backend(1).usually(Behaviour.raw("HTTP/1.1 503 Full\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"));
            JsonObject explained = explained(asked(fixture, "X-Lb-Explain: 1\r\n"));

            assertEquals(1, list(explained, "attempts").size());
            assertTrue(explained.array("candidates").isEmpty());
        }
    }

    @Test
    void tellsWhyNobodyCouldBeChosen() throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 0)) {
            Answer answer = asked(fixture, "X-Lb-Explain: 1\r\n");
            assertEquals(503, answer.status());
            assertEquals(new JsonArray(List.of()), explained(answer).array("candidates").orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "", value = {
        "LOOPBACK,X-Lb-Explain: 1,true", "ANYBODY,X-Lb-Explain: 1,true", "NOBODY,X-Lb-Explain: 1,false",
        "ANYBODY,X-Lb-Explain: 0,false", "ANYBODY,X-Lb-Explain: yes,false", "ANYBODY,X-Other: 1,false",
        "LOOPBACK,X-Lb-Explain: 1;X-Forwarded-For: 1.1.1.1,false", "LOOPBACK,X-Lb-Explain: 1;Forwarded: for=1.1.1.1,false",
        "ANYBODY,X-Lb-Explain: 1;X-Forwarded-For: 1.1.1.1,true"})
    void onlyToThoseWhoAskAndMayKnow(ExplainTo to, String fields, boolean told) throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK.explainingTo(to), 1)) {
            Answer answer = asked(fixture, fields.replace(";", "\r\n") + "\r\n");
            assertEquals(200, answer.status());
            assertEquals(told, answer.head().contains(NAME), answer::head);
        }
    }

    @Test
    void theNextRequestOfTheConnectionIsNotExplainedUnasked() throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 1); RawClient client = fixture.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\nX-Lb-Explain: 1\r\n\r\n").answer();
            assertFalse(client.get("/").head().contains(NAME));
        }
    }

    @Test
    void manyServersWithLongNamesStayWithinTheLimit() throws IOException, RegistryFullException {
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 1)) {
            for (int i = 1; i < 10; i++) {
                fixture.pool().register(new Announcement(BackendUrl.parse("http://127.0.0.1:" + i),
                        i + "\"\\".repeat(120), 1, 1));
            }
            Answer answer = asked(fixture, "X-Lb-Explain: 1\r\n");
            assertEquals(1, list(explained(answer), "attempts").size());
            assertTrue(answer.head().length() < 5000, answer::head);
        }
    }

    @Test
    void whatWouldEndTheLineIsEscaped() {
        var explanation = new Explanation("mine", "rule");
        String line = explanation.lines(0, List.of(new Exchange.Attempt("s", 0, "a\r\nSet-Cookie: \u010d\u010a", 1)));
        assertEquals(1, line.lines().count());
        assertTrue(line.chars().allMatch(c -> c < 0x7f), line);
        assertTrue(line.endsWith("}\r\n"));
    }
}
