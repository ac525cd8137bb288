package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import primelb.core.http.HttpOrigin;

class BalancersTest {

    private final List<String> out = new ArrayList<>();
    private final Balancers balancers = new Balancers(List.of(origin("lb")), true, out::add);

    @Test
    void aNameMeansAllItsAddressesAndThoseThatItHasNow() {
        balancers.found(origin("lb"), addresses("10.0.0.1", "10.0.0.2"));
        assertEquals(List.of("http://lb:8081 (10.0.0.1)", "http://lb:8081 (10.0.0.2)"), ports());
        balancers.found(origin("lb"), addresses("10.0.0.3", "10.0.0.2"));
        assertEquals(List.of("http://lb:8081 (10.0.0.3)", "http://lb:8081 (10.0.0.2)"), ports());
    }

    @Test
    void anAddressBehindTwoUrlsIsAnnouncedToOnce() {
        Balancers two = new Balancers(List.of(origin("lb"), origin("10.0.0.1")), true, out::add);
        two.found(origin("lb"), addresses("10.0.0.1", "10.0.0.1"));
        two.found(origin("10.0.0.1"), addresses("10.0.0.1"));
        assertEquals(1, two.ports().size());
    }

    @Test
    void whileANameCannotBeLookedUpOnlyWhatStillAnswersStays() {
        balancers.found(origin("lb"), addresses("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        hear("10.0.0.1", new Verdict.Active());
        hear("10.0.0.2", new Verdict.Unreachable("connection refused"));
        hear("10.0.0.3", new Verdict.Refused(404, "not found"));
        balancers.notFound(origin("lb"));
        assertEquals(List.of("http://lb:8081 (10.0.0.1)"), ports());
        assertEquals(List.of(origin("lb")), balancers.names());
    }

    @Test
    void aPeerThatIsNamedIsLookedUpAndForgottenWhenItIsNotNamedAnyMore() {
        balancers.found(origin("lb"), addresses("10.0.0.1"));
        hear("10.0.0.1", new Verdict.Inactive("timeout", List.of("http://lb2:8081")));
        assertEquals(List.of(origin("lb"), origin("lb2")), balancers.names());
        balancers.found(origin("lb2"), addresses("10.0.0.2", "10.0.0.22"));
        assertEquals(3, ports().size());
        hear("10.0.0.1", new Verdict.Active());
        assertEquals(List.of(origin("lb")), balancers.names());
        assertEquals(List.of("http://lb:8081 (10.0.0.1)"), ports());
        assertEquals(List.of("primelb-server was told of a peer: http://lb2:8081",
                "primelb-server forgets a peer: http://lb2:8081"), out);
    }

    @Test
    void thePeersOfABalancerThatDiesStay() {
        tell("lb", "10.0.0.1", "http://lb2:8081");
        balancers.found(origin("lb2"), addresses("10.0.0.2"));
        hear("10.0.0.1", new Verdict.Unreachable("connection refused"));
        balancers.notFound(origin("lb"));
        assertEquals(List.of("http://lb2:8081 (10.0.0.2)"), ports());
        balancers.found(origin("lb"), addresses("10.0.0.9"));
        assertEquals(List.of("http://lb:8081 (10.0.0.9)", "http://lb2:8081 (10.0.0.2)"), ports());
        hear("10.0.0.9", new Verdict.Active());
        assertEquals(List.of("http://lb:8081 (10.0.0.9)"), ports(), "its successor names nobody");
    }

    @Test
    void peersOfPeersCountAndNamingEachOtherNeitherLoopsNorKeepsAnybody() {
        tell("lb", "10.0.0.1", "http://lb2:8081");
        tell("lb2", "10.0.0.2", "http://lb3:8081", "http://lb:8081", "http://lb2:8081");
        tell("lb3", "10.0.0.3", "http://lb2:8081");
        assertEquals(List.of(origin("lb"), origin("lb2"), origin("lb3")), balancers.names());
        hear("10.0.0.1", new Verdict.Active());
        assertEquals(List.of(origin("lb")), balancers.names(), "lb2 and lb3 name each other, and nobody names them");
    }

    @Test
    void whatIsNoHttpUrlIsLeftOutAndSaidOnce() {
        tell("lb", "10.0.0.1", "https://lb2:8081", "http://lb3:8081/path", "\u001b[31m", "http://lb4:8081");
        hear("10.0.0.1", new Verdict.Active(List.of("https://lb2:8081", "http://lb3:8081/path", "\u001b[31m",
                "http://lb4:8081")));
        assertEquals(List.of(origin("lb"), origin("lb4")), balancers.names());
        List<String> warnings = out.stream().filter(line -> line.startsWith("warning: ")).toList();
        assertEquals(1, warnings.size(), out::toString);
        assertTrue(warnings.getFirst().startsWith("warning: http://lb:8081 (10.0.0.1) names peers that are left out: "
                + "'https://lb2:8081' must be an http URL"), out::toString);
        assertTrue(warnings.getFirst().contains("'?[31m'"), out::toString);
    }

    @Test
    void neitherNamesNorAddressesGrowWithoutLimit() {
        List<String> many = IntStream.range(0, 1000).mapToObj(n -> "http://lb" + n + ":8081").toList();
        tell("lb", "10.0.0.1", many.toArray(String[]::new));
        assertEquals(Balancers.MOST, balancers.names().size());
        balancers.found(origin("lb"), addresses(IntStream.range(0, 100).mapToObj(n -> "10.0.1." + n)
                .toArray(String[]::new)));
        assertEquals(Balancers.MOST, balancers.ports().size());
        assertTrue(out.contains("warning: of 100 addresses of balancers the first 64 are announced to"), out::toString);
    }

    @Test
    void whoDoesNotFollowPeersKeepsToWhatIsConfigured() {
        Balancers alone = new Balancers(List.of(origin("lb")), false, out::add);
        alone.found(origin("lb"), addresses("10.0.0.1"));
        alone.heard(alone.ports().firstEntry().getValue(), new Verdict.Active(List.of("http://lb2:8081")));
        assertEquals(List.of(origin("lb")), alone.names());
    }

    private void tell(String name, String address, String... peers) {
        balancers.found(origin(name), addresses(address));
        hear(address, new Verdict.Active(List.of(peers)));
    }

    private void hear(String address, Verdict verdict) {
        Admin.Port port = balancers.ports().values().stream()
                .filter(each -> each.address().getHostAddress().equals(address)).findFirst().orElseThrow();
        balancers.heard(port, verdict);
    }

    private List<String> ports() {
        return balancers.ports().values().stream().map(Admin.Port::text).toList();
    }

    private static HttpOrigin origin(String host) {
        return new HttpOrigin(host, 8081);
    }

    private static List<InetAddress> addresses(String... literals) {
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (String literal : literals) {
                addresses.add(InetAddress.getByName(literal));
            }
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
        return addresses;
    }
}
