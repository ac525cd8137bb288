package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** Which addresses may be connected to, as they are at the moment of the connect. */
class AllowedAddressesTest {
    private static final Ticker TICKER = SystemTime.ticker();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.0/8               | 10.1.2.3        | true
            10.0.0.0/8               | 11.1.2.3        | false
            10.0.0.0/8, fd00::/8 ,::1 | fd12::7        | true
            10.0.0.0/8, fd00::/8 ,::1 | ::1            | true
            10.0.0.0/8, fd00::/8 ,::1 | 127.0.0.1      | false
            10.0.0.0/8               | ::ffff:10.1.2.3 | true
            0.0.0.0/0                | ::1             | false
            """)
    void anAddressMustBeInOneOfTheNetworks(String list, String address, boolean allowed) {
        assertEquals(allowed, AllowedAddresses.parse(list).contains(InetAddress.ofLiteral(address)));
        assertTrue(AllowedAddresses.ANY.contains(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "10.0.0.0/8,", "any", "localhost", "10.0.0.0/8;::1"})
    void refusesWhatIsNoList(String list) {
        assertThrows(IllegalArgumentException.class, () -> AllowedAddresses.parse(list));
    }

    @Test
    void isWrittenAsItWasRead() {
        assertEquals("10.0.0.0/8,::1", AllowedAddresses.parse("10.0.0.0/8, ::1").toString());
    }

    @Test
    void noConnectionIsOpenedToAnAddressThatIsNotAllowed() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            HttpOrigin origin = new HttpOrigin("127.0.0.1", server.getLocalPort());
            ExchangeException e = assertThrows(ExchangeException.class,
                    () -> Connector.connect(origin, AllowedAddresses.parse("10.0.0.0/8,::1"), PATIENCE, TICKER));
            assertEquals(ExchangeException.Kind.NOT_ALLOWED, e.kind());
            assertEquals("address not allowed: 127.0.0.1 is in none of 10.0.0.0/8,::1", e.getMessage());
            server.setSoTimeout(1);
            assertThrows(IOException.class, server::accept);

            try (SocketChannel channel = Connector.connect(origin, AllowedAddresses.parse("127.0.0.0/8"), PATIENCE, TICKER)) {
                assertTrue(channel.isConnected());
            }
        }
    }

    @Test
    void ofANameOnlyTheAddressesThatAreAllowedAreTried() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            HttpOrigin origin = new HttpOrigin("localhost", server.getLocalPort());

            try (SocketChannel channel = Connector.connect(origin, AllowedAddresses.parse("127.0.0.1"), PATIENCE, TICKER)) {
                assertTrue(channel.isConnected());
            }
            assertThrows(ExchangeException.class,
                    () -> Connector.connect(origin, AllowedAddresses.parse("127.0.0.2"), PATIENCE, TICKER));
        }
    }
}
