package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.http.AddressRange;
import primelb.core.testing.ReceivedRequest;

/** Whom a backend is told that a request comes from. */
@Timeout(30)
class OriginTest {
    private static final String CLAIMS = "GET / HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n"
            + "X-Forwarded-Proto: https\r\nX-Forwarded-Host: outer\r\nForwarded: for=1.1.1.1\r\n\r\n";

    private static ReceivedRequest received(ProxySettings settings) throws IOException {
        try (ProxyFixture fixture = new ProxyFixture(settings, 1); RawClient client = fixture.client()) {
            client.send(CLAIMS).answer();
            return fixture.backend(1).received().getFirst();
        }
    }

    @Test
    void aTrustedProxyIsBelievedAndItsAddressAppended() throws IOException {
        ReceivedRequest request =
                received(ProxyFixture.QUICK.trusting(List.of(AddressRange.parse("127.0.0.0/8"))));
        assertEquals(List.of("1.1.1.1, 2.2.2.2, 127.0.0.1"), request.fields("X-Forwarded-For"));
        assertEquals(List.of("https"), request.fields("X-Forwarded-Proto"));
        assertEquals(List.of("outer"), request.fields("X-Forwarded-Host"));
        assertEquals(List.of("for=1.1.1.1"), request.fields("Forwarded"));
    }

    @Test
    void anybodyElseIsNot() throws IOException {
        ReceivedRequest request = received(ProxyFixture.QUICK.trusting(List.of(AddressRange.parse("10.0.0.0/8"))));
        assertEquals(List.of("127.0.0.1"), request.fields("X-Forwarded-For"));
        assertEquals(List.of("http"), request.fields("X-Forwarded-Proto"));
        assertEquals(List.of("h"), request.fields("X-Forwarded-Host"));
        assertEquals(List.of(), request.fields("Forwarded"));
    }
}
