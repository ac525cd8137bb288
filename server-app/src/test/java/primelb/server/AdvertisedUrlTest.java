package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdvertisedUrlTest {

    /** This machine has 127.0.0.1, ::1 and 10.0.0.5; packets to elsewhere leave from the latter. */
    private static final AdvertisedUrl.Routes ROUTES = remote ->
            remote.getAddress().isLoopbackAddress() ? remote.getAddress() : address("10.0.0.5");

    @Test
    void theConfiguredOneWins() throws IOException {
        AdvertisedUrl url = new AdvertisedUrl(Optional.of("http://server1:8000"), at("0.0.0.0", 8000), ROUTES);
        assertEquals("http://server1:8000", url.towards(at("10.0.0.9", 8081)));
        assertFalse(url.unreachableFrom(at("10.0.0.9", 8081)));
    }

    @Test
    void elseTheAddressItIsBoundTo() throws IOException {
        assertEquals("http://10.0.0.7:8000", bound("10.0.0.7").towards(at("10.0.0.9", 8081)));
        assertEquals("http://127.0.0.1:8000", bound("127.0.0.1").towards(at("127.0.0.1", 8081)));
        assertEquals("http://[0:0:0:0:0:0:0:1]:8000", bound("::1").towards(at("::1", 8081)));
    }

    @Test
    void elseTheLocalAddressOfTheRouteToTheBalancer() throws IOException {
        assertEquals("http://10.0.0.5:8000", bound("0.0.0.0").towards(at("10.0.0.9", 8081)));
        assertEquals("http://127.0.0.1:8000", bound("0.0.0.0").towards(at("127.0.0.1", 8081)));
        assertEquals("http://10.0.0.5:8000", bound("::").towards(at("10.0.0.9", 8081)));
    }

    @Test
    void loopbackCannotBeReachedFromAnotherMachine() throws IOException {
        assertTrue(bound("127.0.0.1").unreachableFrom(at("10.0.0.9", 8081)));
        assertFalse(bound("127.0.0.1").unreachableFrom(at("127.0.0.1", 8081)));
        assertFalse(bound("127.0.0.1").unreachableFrom(at("10.0.0.5", 8081)), "an address of this machine");
        assertFalse(bound("0.0.0.0").unreachableFrom(at("10.0.0.9", 8081)));
    }

    @Test
    void theMachineKnowsItsRouteToLoopback() throws IOException {
        assertEquals(address("127.0.0.1"), AdvertisedUrl.ofMachine().localAddressTowards(at("127.0.0.1", 8081)));
    }

    private static AdvertisedUrl bound(String host) throws UnknownHostException {
        return new AdvertisedUrl(Optional.empty(), at(host, 8000), ROUTES);
    }

    private static InetSocketAddress at(String host, int port) throws UnknownHostException {
        return new InetSocketAddress(address(host), port);
    }

    private static InetAddress address(String host) throws UnknownHostException {
        return InetAddress.getByName(host);
    }
}
