package primelb.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tests of descriptions rest on: answers that are not as described are seen. */
class OpenApiTest {
    private static final String HEALTH = "{\"status\":\"ok\",\"server\":\"s\"}";
    private static final OpenApi SERVER = OpenApi.of("server-app");

    private static List<String> mistakes(String method, String path, int status, String type, String body) {
        return SERVER.mistakes(method, path, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAnswerAsDescribedIsRight() {
        assertEquals(List.of(), mistakes("GET", "/health_check", 200, "application/json", HEALTH));
        assertEquals(List.of(), mistakes("HEAD", "/health_check", 200, "application/json", ""));
        assertEquals(List.of(), mistakes("GET", "/prime/7", 400, "application/problem+json",
                "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"no\"}"));
        assertEquals(List.of(), mistakes("GET", "/primes/7", 404, "application/problem+json",
                "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"no\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200|{\"status\":\"ok\"}|[$.server is missing]",
        "200|{\"status\":\"fine\",\"server\":\"s\"}|[$.status is none of JsonArray[values=[JsonString[value=ok], JsonString[value=draining]]]]",
        "200|{\"status\":\"ok\",\"server\":1}|[$.server is no JsonString[value=string]]",
        "200|{\"status\":\"ok\",\"server\":\"s\",\"more\":1}|[$.more is not described]",
        "201|{\"status\":\"ok\",\"server\":\"s\"}|[GET /health_check: the status 201 is not described]"})
    void anyOtherIsNot(int status, String body, String mistakes) {
        assertEquals(mistakes, mistakes("GET", "/health_check", status, "application/json", body).toString());
    }

    @Test
    void anotherContentTypeOrAPathThatIsNotDescribedIsWrong() {
        assertEquals(List.of("GET /health_check 200: text/plain is not described"),
                mistakes("GET", "/health_check", 200, "text/plain", HEALTH));
        assertEquals(List.of("GET /new is not described, and answered 200"),
                mistakes("GET", "/new", 200, "application/json", "{}"));
    }
}
