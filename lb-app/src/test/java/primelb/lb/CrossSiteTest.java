package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.web.Fields;
import primelb.core.web.ProblemException;
import primelb.core.web.Request;
import primelb.core.web.Response;

/** Web pages of other sites cannot use the admin port through somebody's browser. */
class CrossSiteTest {
    private static final CrossSite LOCAL = new CrossSite(InetAddress.ofLiteral("127.0.0.1"), "my-alias");
    private static final CrossSite OPEN = new CrossSite(InetAddress.ofLiteral("0.0.0.0"), "0.0.0.0");

    private static int status(CrossSite guard, String host, List<String> origins) {
        Map<String, List<String>> fields = new HashMap<>();
        if (host != null) {
            fields.put("Host", List.of(host));
        }
        if (!origins.isEmpty()) {
            fields.put("Origin", origins);
        }
        Request request = new Request("GET", "/servers", "", Fields.of(fields), new byte[0],
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        try {
            return guard.refusing(any -> Response.text(200, "done")).handle(request).status();
        } catch (ProblemException e) {
            return e.problem().status();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8081", "LocalHost:1", "127.0.0.1", "127.0.0.1:8081", "127.1.2.3:9",
            "[::1]", "[::1]:8081", "my-alias", "My-Alias:8081"})
    void onLoopbackTheNamesOfLoopbackAndTheConfiguredOneWillDo(String host) {
        assertEquals(200, status(LOCAL, host, List.of()));
        assertEquals(200, status(LOCAL, host, List.of("http://" + host)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8081", "localhost.evil.example", "127.0.0.1.evil.example:8081",
            "10.0.0.1", "127.0.0.1@evil", "", ":8081", "localhost:8081:8081", "localhost:x", "::1", "[::2]", "localhost "})
    void onLoopbackEveryOtherHostIsRefusedAlsoToLook(String host) {
        assertEquals(421, status(LOCAL, host, List.of()));
        assertEquals(421, status(LOCAL, host, List.of("http://" + host)));
    }

    @Test
    void onOtherAddressesAnyHostWillDo() {
        assertEquals(200, status(OPEN, "lb:8081", List.of()));
        assertEquals(200, status(OPEN, "lb.example", List.of("https://lb.example")));
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example", "null", "http://lb:8082", "http://lb", "file://", "http://lb:8081/", "''",
            "http://lb:8081.evil.example", "lb:8081"})
    void anOriginThatIsNotItsOwnIsRefused(String origin) {
        assertEquals(403, status(OPEN, "lb:8081", List.of(origin)));
    }

    @Test
    void anOriginWithoutAHostOrMoreThanOneIsRefused() {
        assertEquals(403, status(OPEN, null, List.of("http://")));
        assertEquals(403, status(OPEN, "lb", List.of("http://lb", "http://lb")));
    }

    @Test
    void programsThatSendNeitherAreServed() {
        assertEquals(200, status(LOCAL, null, List.of()));
        assertEquals(200, status(OPEN, null, List.of()));
    }

    @Test
    void twoHostsAreABadRequest() {
        Request request = new Request("GET", "/servers", "", Fields.of(Map.of("Host", List.of("localhost", "evil"))),
                new byte[0], new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));

        ProblemException e = assertThrows(ProblemException.class,
                () -> LOCAL.refusing(any -> Response.text(200, "done")).handle(request));
        assertEquals(400, e.problem().status());
    }
}
