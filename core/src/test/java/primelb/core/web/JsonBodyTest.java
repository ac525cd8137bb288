package primelb.core.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\""})
    void readsAnObject(String type) throws ProblemException {
        assertEquals(Optional.of("b"), JsonBody.object(request(type, "{\"a\":\"b\"}")).text("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/jsonp", "application/json; charset=latin1",
        "application/problem+json", "application/x-www-form-urlencoded", "application/json, application/json"})
    void refusesOtherTypes(String type) {
        assertEquals(415, problem(request(type, "{}")).status());
    }

    @Test
    void refusesAMissingType() {
        assertEquals(415, problem(request(null, "{}")).status());
    }

    @Test
    void saysWhereBrokenJsonIsBroken() {
        Problem problem = problem(request("application/json", "{\"a\":\n  tru}"));
        assertEquals(400, problem.status());
        assertTrue(problem.detail().contains("2:"), problem.detail());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"text\"", ""})
    void refusesWhatIsNotAnObject(String body) {
        assertEquals(400, problem(request("application/json", body)).status());
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        assertEquals(400, problem(request("application/json", "[".repeat(30_000) + "]".repeat(30_000))).status());
    }

    private static Problem problem(Request request) {
        return assertThrows(ProblemException.class, () -> JsonBody.object(request)).problem();
    }

    private static Request request(String type, String body) {
        Fields fields = type == null ? Fields.none() : Fields.of(Map.of("content-type", List.of(type)));
        return new Request("POST", "/", "", fields, body.getBytes(StandardCharsets.UTF_8),
            InetSocketAddress.createUnresolved("client", 1));
    }
}
