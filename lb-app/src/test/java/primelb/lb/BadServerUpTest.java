package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.http.Field;
import primelb.core.json.JsonObject;
import primelb.core.testing.ScriptedBackend;

/** Bad input to server_up gets a clear answer and changes nothing. */
@Timeout(30)
class BadServerUpTest {
    private static LbFixture lb;
    private static ScriptedBackend member;
    private static List<JsonObject> before;

    @BeforeAll
    static void startWithOneServer() {
        lb = LbFixture.start(Map.of());
        member = lb.active("member");
        before = lb.servers();
    }

    @AfterAll
    static void stop() {
        lb.close();
    }

    @AfterEach
    void nothingHasChanged() {
        assertEquals(before, lb.servers());
        assertEquals(1, member.connections());
    }

    private static void assertRefused(String json, String why) {
        Answer answer = lb.serverUp(json);
        assertEquals(400, answer.status(), answer::toString);
        assertTrue(answer.detail().contains(why), answer::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | it is not absolute
            /server                    | it is not absolute
            //h:8000                   | it is not absolute
            server1:8000               | its scheme is not http
            ftp://h:8000               | its scheme is not http
            http://me@h:8000           | it has user information
            http://me:word@h:8000      | it has user information
            http://h:8000?x=y          | it has a query or a fragment
            http://h:8000/#x           | it has a query or a fragment
            http://h:8000/path         | it has a path
            http://h:0                 | its port must be 1..65535
            http://h:65536             | its port must be 1..65535
            http://h:port              | it has no valid host and port
            http://                    | it is not a URL
            http://h:8000 /            | it is not a URL
            """)
    void aBadUrlIsRefused(String url, String why) {
        assertRefused("{\"url\":\"" + url + "\"}", why);
    }

    @Test
    void aUrlOfMoreThanTwoKilobytesIsRefused() {
        assertRefused("{\"url\":\"http://" + "h".repeat(2042) + "\"}", "url must be at most 2048 characters, got 2049");
    }

    @Test
    void theBalancersOwnAddressesAreRefused() {
        for (int port : new int[] {lb.trafficPort(), lb.adminPort()}) {
            for (String host : List.of("127.0.0.1", "LOCALHOST", "0.0.0.0", "[::ffff:127.0.0.1]", "[::]")) {
                assertRefused("{\"url\":\"http://" + host + ":" + port + "\"}", "it is the balancer itself");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                          | "url" is missing
            {"url":null}                                | "url" is missing
            {"URL":"http://h:8000"}                     | "url" is missing
            {"url":8000}                                | "url": expected a string
            {"url":["http://h:8000"]}                   | "url": expected a string
            {"url":"http://h:1","id":7}                 | "id": expected a string
            {"url":"http://h:1","id":""}                | id must be 1..259 visible ASCII characters
            {"url":"http://h:1","id":"two words"}       | id must be 1..259 visible ASCII characters
            {"url":"http://h:1","id":"a\\u000ab"}       | id must be 1..259 visible ASCII characters
            {"url":"http://h:1","maxInFlight":0}        | maxInFlight must be 1..65536, got 0
            {"url":"http://h:1","maxInFlight":-1}       | maxInFlight must be 1..65536, got -1
            {"url":"http://h:1","maxInFlight":65537}    | maxInFlight must be 1..65536, got 65537
            {"url":"http://h:1","maxInFlight":4294967297} | maxInFlight must be 1..65536, got 4294967297
            {"url":"http://h:1","maxInFlight":1e30}     | "maxInFlight":
            {"url":"http://h:1","maxInFlight":1.5}      | "maxInFlight":
            {"url":"http://h:1","maxInFlight":"2"}      | "maxInFlight": expected an integer
            {"url":"http://h:1","heartbeat":1}          | "heartbeat": expected a boolean
            {"url":"http://h:1","weight":0}             | weight must be 1..1000, got 0
            {"url":"http://h:1","weight":1001}          | weight must be 1..1000, got 1001
            {"url":"http://h:1","weight":true}          | "weight": expected an integer
            {"url":"http://h:1","lease":30}             | "lease": expected a string
            {"url":"http://h:1","lease":"30"}           | lease needs a unit
            {"url":"http://h:1","lease":"soon"}         | lease must be a whole number and a unit
            {"url":"http://h:1","lease":"0s"}           | lease must be 1s..24h, got 0ms
            {"url":"http://h:1","lease":"25h"}          | lease must be 1s..24h, got 90000000ms
            """)
    void aMemberOfTheWrongKindOrRangeIsRefusedByName(String json, String why) {
        assertRefused(json, why);
    }

    static Stream<String> brokenJson() {
        return Stream.of("", " ", "{", "{\"url\":}", "{\"url\":\"http://h:1\",}", "{'url':'http://h:1'}",
                "{\"url\":\"http://h:1\"} x", "{\"url\":\"http://h:1\",\"url\":\"http://h:2\"}", "nul", "\ufeff{}",
                "{\"url\":\"\\ud800\"}", "{\"a\":01}", "[".repeat(60_000), "{\"a\":".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("brokenJson")
    void brokenJsonIsRefusedWithItsPlace(String json) {
        Answer answer = lb.serverUp(json);

        assertEquals(400, answer.status(), answer::toString);
        assertTrue(answer.detail().matches("(?s)the body is not JSON: \\d+:\\d+: .*"), answer::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"http://h:1\"", "1", "null"})
    void whatIsNoObjectIsRefused(String json) {
        assertRefused(json, "the body must be a JSON object");
    }

    @Test
    void badUtf8IsRefused() {
        byte[] body = "{\"url\":\"http://h\"}".getBytes(StandardCharsets.US_ASCII);
        body[12] = (byte) 0xff;

        Answer answer = lb.admin("POST", "/server_up", List.of(new Field("Content-Type", "application/json")), body);

        assertEquals(400, answer.status(), answer::toString);
    }

    @Test
    void aHugeBodyIsRefusedUnread() {
        Answer declared = lb.serverUp("{\"url\":\"" + "h".repeat(64 * 1024) + "\"}");
        Answer padded = lb.serverUp("{}" + " ".repeat(64 * 1024));

        assertEquals(List.of(413, 413), List.of(declared.status(), padded.status()));
        assertTrue(declared.detail().contains("65536 bytes"), declared::toString);
        assertEquals("close", declared.response().field("Connection").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1",
            "application/jsonp", ""})
    void anotherContentTypeIsRefused(String type) {
        Answer answer = lb.admin("POST", "/server_up", List.of(new Field("Content-Type", type)),
                "{\"url\":\"http://h:1\"}".getBytes(StandardCharsets.US_ASCII));

        assertEquals(415, answer.status(), answer::toString);
        assertTrue(answer.detail().contains("application/json"), answer::toString);
    }

    @Test
    void noContentTypeIsRefused() {
        assertEquals(415, lb.admin("POST", "/server_up", List.of(), new byte[] {'{', '}'}).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /server_up    | POST
            PUT    | /server_up    | POST
            DELETE | /server_up    | POST
            GET    | /server_down  | POST
            POST   | /servers      | GET, HEAD
            DELETE | /servers      | GET, HEAD
            POST   | /health_check | GET, HEAD
            POST   | /stats        | GET, HEAD
            """)
    void anotherMethodIsNotAllowed(String method, String path, String allow) {
        Answer answer = lb.admin(method, path, List.of(), new byte[0]);

        assertEquals(405, answer.status(), answer::toString);
        assertEquals(allow, answer.response().field("Allow").orElse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/server_upx", "/server_up/", "//server_up", "/servers/x", "/prime/7", "/SERVERS"})
    void nothingElseIsThere(String path) {
        assertEquals(404, lb.adminGet(path).status());
    }

    @Test
    void aBadServerDownIsRefusedToo() {
        Answer relative = lb.serverDown("/server");
        Answer missing = lb.post("/server_down", "{}");
        Answer unknown = lb.serverDown("http://127.0.0.1:1");

        assertEquals(List.of(400, 400, 404), List.of(relative.status(), missing.status(), unknown.status()));
        assertTrue(unknown.detail().contains("http://127.0.0.1:1"), unknown::toString);
    }
}
