package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import primelb.core.http.HttpOrigin;
import primelb.core.time.SystemTime;
import primelb.core.web.Problem;
import primelb.core.web.Request;
import primelb.core.web.Response;
import primelb.core.web.Router;
import primelb.core.web.WebLimits;
import primelb.core.web.WebServer;

@Timeout(20)
class AdminClientTest {

    private static final String URL = "http://server1:8000";

    private final List<Request> received = new CopyOnWriteArrayList<>();
    private volatile Response answer = json(200, "{\"server\":{},\"active\":true}");
    private WebServer balancer;

    @BeforeEach
    void start() throws IOException {
        Router router = Router.empty().on("POST", "/server_up", this::take).on("POST", "/server_down", this::take);
        balancer = WebServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), router,
                WebLimits.STANDARD);
    }

    @AfterEach
    void stop() {
        balancer.close();
    }

    @Test
    void postsUrlAndIdToTheAddressUnderTheNameOfTheBalancer() {
        assertEquals(new Verdict.Active(), client(OptionalInt.empty(), Optional.empty()).up(port(), URL, false));
        Request request = received.getFirst();
        assertEquals("/server_up", request.path());
        assertEquals("{\"url\":\"http://server1:8000\",\"id\":\"server1\"}", body(request));
        assertEquals(List.of("lb.example:" + balancer.address().getPort()), request.fields().all("Host"));
        assertEquals(List.of("application/json"), request.fields().all("Content-Type"));
        assertEquals(List.of(), request.fields().all("Authorization"));
    }

    @Test
    void sendsLimitAndTokenIfThereAreAny() {
        client(OptionalInt.of(2), Optional.of("s3cret")).up(port(), URL, false);
        Request request = received.getFirst();
        assertEquals("{\"url\":\"http://server1:8000\",\"id\":\"server1\",\"maxInFlight\":2}", body(request));
        assertEquals(List.of("Bearer s3cret"), request.fields().all("Authorization"));
    }

    @Test
    void saysThatItOnlyRepeatsItself() {
        client(OptionalInt.empty(), Optional.empty()).up(port(), URL, true);
        assertEquals("{\"url\":\"http://server1:8000\",\"id\":\"server1\",\"heartbeat\":true}", body(received.getFirst()));
    }

    @Test
    void takesLeave() {
        client(OptionalInt.empty(), Optional.of("s3cret")).down(port(), URL, Duration.ofSeconds(5));
        Request request = received.getFirst();
        assertEquals("/server_down", request.path());
        assertEquals("{\"url\":\"http://server1:8000\"}", body(request));
        assertEquals(List.of("Bearer s3cret"), request.fields().all("Authorization"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "202 | {\"active\":false,\"reason\":\"connection refused\"} | inactive (connection refused)",
        "202 | {\"active\":false,\"reason\":null} | inactive (without a reason)",
        "200 | {\"server\":{\"id\":\"server1\"},\"active\":true} | active",
        "500 | {} | refused (500 without a detail), trying again",
        "200 | [] | refused (200 its answer is not a JSON object), trying again"})
    void readsTheVerdict(int status, String body, String expected) {
        answer = json(status, body);
        assertEquals(expected, client(OptionalInt.empty(), Optional.empty()).up(port(), URL, false).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200 | true", "202 | false"})
    void readsThePeersThatABalancerNamesWhateverItsVerdict(int status, boolean active) {
        answer = json(status, "{\"active\":" + active + ",\"reason\":\"timeout\",\"peers\":[\"http://lb2:8081\",\"x\"]}");
        List<String> peers = List.of("http://lb2:8081", "x");
        assertEquals(active ? new Verdict.Active(peers) : new Verdict.Inactive("timeout", peers),
                client(OptionalInt.empty(), Optional.empty()).up(port(), URL, false));
    }

    @Test
    void readsAProblem() {
        answer = Response.problem(Problem.of(401, "a token is wanted"));
        assertEquals(new Verdict.Refused(401, "a token is wanted"),
                client(OptionalInt.empty(), Optional.empty()).up(port(), URL, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200 | hello", "200 | {\"active\":\"yes\"}", "404 | <html>",
        "200 | {\"active\":true,\"peers\":[8081]}", "200 | {\"active\":true,\"peers\":\"http://lb2:8081\"}"})
    void anAnswerOfSomethingElseIsARefusal(int status, String body) {
        answer = json(status, body);
        String text = client(OptionalInt.empty(), Optional.empty()).up(port(), URL, false).text();
        assertTrue(text.startsWith("refused (" + status + " its answer is not of a balancer"), text);
    }

    @Test
    void nobodyThereIsAVerdictToo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String text = client(OptionalInt.empty(), Optional.empty()).up(port(free), URL, false).text();
        assertTrue(text.startsWith("no answer (connection refused"), text);
    }

    private Response take(Request request) {
        received.add(request);
        return answer;
    }

    private Admin.Port port() {
        return port(balancer.address().getPort());
    }

    private static Admin.Port port(int port) {
        return new Admin.Port(new HttpOrigin("lb.example", port), InetAddress.getLoopbackAddress());
    }

    private static AdminClient client(OptionalInt maxInFlight, Optional<String> token) {
        return new AdminClient("server1", maxInFlight, token, SystemTime.ticker());
    }

    private static String body(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static Response json(int status, String body) {
        return new Response(status, "application/json", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
