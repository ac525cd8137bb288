package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.1, false", "192.168.128.0/17, 192.168.200.1, true",
        "192.168.128.0/17, 192.168.127.255, false", "127.0.0.1, 127.0.0.1, true", "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0/0, 9.9.9.9, true", "0.0.0.0/0, ::1, false", "fd00::/8, fd12::3, true", "fd00::/8, fe12::3, false",
        "::1, ::1, true"})
    void containsWhatSharesItsPrefix(String range, String address, boolean inside) {
        assertEquals(inside, AddressRange.parse(range).contains(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "10.0.0/8/8", "1.2.3.4.5"})
    void refusesWhatIsNone(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text)).getMessage();
        assertTrue(message.contains("'" + text + "'"), message);
    }
}
