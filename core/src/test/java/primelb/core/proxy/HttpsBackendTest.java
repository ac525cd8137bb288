package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import primelb.core.backend.BackendUrl;
import primelb.core.health.HttpProbe;
import primelb.core.health.ProbeResult;
import primelb.core.http.AllowedAddresses;
import primelb.core.testing.TestCertificate;
import primelb.core.time.SystemTime;

/** Servers with https URLs; here the server is another proxy that speaks TLS. */
@Timeout(60)
class HttpsBackendTest {
    @TempDir
    static Path folder;

    private static ProxySettings named(String name) {
        return ProxySettings.defaults(name);
    }

    private static ProbeResult probe(String url, Duration timeout, Supplier<SSLContext> trust) {
        return new HttpProbe(timeout, SystemTime.ticker(), trust, AllowedAddresses.ANY).probe(BackendUrl.parse(url));
    }

    @Test
    void areReachedWithTheirCertificateCheckedAndTheConnectionIsUsedAgain() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "localhost");
        SSLContext server = certificate.serverContext();
        SSLContext trusting = certificate.clientContext();
        SSLContext strangers = TestCertificate.make(folder, "other").clientContext();
        try (ProxyFixture inner =
                new ProxyFixture(named("inner").with(TlsSettings.DEFAULT.forClients(() -> server)), 1)) {
            String url = "https://127.0.0.1:" + inner.port();
            assertInstanceOf(ProbeResult.Passed.class, probe(url, ProxyFixture.PATIENCE, () -> trusting));
            assertEquals(new ProbeResult.Failed("tls handshake failed"), probe(url, ProxyFixture.PATIENCE, () -> strangers));
            assertEquals(new ProbeResult.Failed("tls handshake failed"),
                    probe(inner.backend(1).url().replace("http:", "https:"), Duration.ofMillis(300), () -> trusting));

            try (ProxyFixture outer =
                    new ProxyFixture(named("outer").with(TlsSettings.DEFAULT.forBackends(() -> trusting)), 0)) {
                outer.activate(url);
                try (RawClient client = outer.client()) {
                    assertEquals("backend 1", client.get("/1").body());
                    assertEquals("backend 1", client.get("/2").body());
                }
                assertEquals("https", inner.backend(1).received().getFirst().field("X-Forwarded-Proto").orElseThrow());
                assertEquals(1, inner.proxy().connections());
            }
            try (ProxyFixture distrustful =
                    new ProxyFixture(named("outer").with(TlsSettings.DEFAULT.forBackends(() -> strangers)), 0)) {
                distrustful.activate(url);
                try (RawClient client = distrustful.client()) {
                    assertEquals(502, client.get("/").status());
                }
                assertFalse(distrustful.member(1).status().active());
                assertTrue(distrustful.changes().getLast().cause().contains("tls handshake failed"));
            }
        }
    }
}
