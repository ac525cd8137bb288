package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.http.AllowedAddresses;

/** A server whose address has changed to one that must not be called: also traffic does not go there. */
@Timeout(30)
class NotAllowedTest {
    @Test
    void nothingIsForwardedToAnAddressThatIsNotAllowed() throws IOException {
        AllowedAddresses elsewhere = AllowedAddresses.parse("10.0.0.0/8");
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK.forwardingTo(elsewhere), 1);
                RawClient client = fixture.client()) {
            assertEquals(502, client.get("/").status());

            assertEquals(0, fixture.backend(1).connections());
            assertEquals("request failed: address not allowed",
                    fixture.changes().getFirst().cause());
        }
    }
}
