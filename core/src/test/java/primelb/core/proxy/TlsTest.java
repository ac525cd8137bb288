package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.testing.Behaviour;
import primelb.core.testing.TestCertificate;

/** The traffic port over TLS. */
@Timeout(30)
class TlsTest {
    @TempDir
    static Path folder;

    private static SSLContext server;
    private static SSLContext client;

    private ProxyFixture fixture;

    @BeforeEach
    void start() throws Exception {
        if (server == null) {
            TestCertificate certificate = TestCertificate.make(folder, "localhost");
            server = certificate.serverContext();
            client = certificate.clientContext();
        }
        // Not the quick ones: a first handshake on a busy machine takes its time.
        fixture = new ProxyFixture(ProxySettings.defaults("primelb-test").with(TlsSettings.DEFAULT.forClients(() -> server)), 1);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private SSLSocket connect(String protocol) throws IOException {
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", fixture.port());
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void servesSeveralRequestsAndEndsInOrder(String protocol) throws IOException {
        String large = "abcdefgh".repeat(50_000);
        fixture.backend(1).then(Behaviour.ok("first"), Behaviour.rawThenClose("HTTP/1.1 200 OK\r\n\r\n" + large));
        try (SSLSocket socket = connect(protocol)) {
            send(socket, "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.0\r\n\r\n");
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(all.startsWith("HTTP/1.1 200 Scripted\r\n"), all.substring(0, 100));
            assertTrue(all.endsWith("\r\n\r\n" + large));
        }
        assertEquals("https", fixture.backend(1).received().getFirst().field("X-Forwarded-Proto").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/1.0", "http/1.1", "h2,http/1.1", "http/1.0,http/1.1", ""})
    void agreesOnAVersionThatIsServedWhateverElseIsOffered(String offered) throws IOException {
        fixture.backend(1).then(Behaviour.ok("served"));
        String[] protocols = offered.isEmpty() ? new String[0] : offered.split(",");
        try (SSLSocket socket = connect("TLSv1.3")) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(protocols);
            socket.setSSLParameters(parameters);
            send(socket, "GET / HTTP/1.0\r\n\r\n");
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(all.endsWith("served"), all);
            assertEquals(offered.endsWith("1.1") ? "http/1.1" : offered, socket.getApplicationProtocol());
        }
    }

    @Test
    void plainTextGetsNoHttpAnswer() throws IOException {
        try (RawClient plain = fixture.client()) {
            plain.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertFalse(untilItEnds(plain).contains("HTTP"));
        }
        assertEquals(0, fixture.backend(1).received().size());
    }

    @Test
    void aHandshakeThatDoesNotComeInTimeEndsTheConnection() throws IOException {
        try (ProxyFixture quick = new ProxyFixture(ProxyFixture.QUICK.with(TlsSettings.DEFAULT.forClients(() -> server)), 1);
                RawClient silent = quick.client()) {
            silent.send("\u0016\u0003\u0001");
            assertFalse(untilItEnds(silent).contains("HTTP"));
        }
    }

    /** Returns what comes, at most a TLS alert, up to an end or a reset; a read that takes 10 s fails the test. */
    private static String untilItEnds(RawClient client) {
        try {
            return client.rest();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection was not ended", e);
        } catch (IOException e) {
            return "reset";
        }
    }

    @Test
    void anAnswerThatIsCutIsNoCleanEnd() throws IOException {
        fixture.backend(1).then(Behaviour.rawThenClose(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfive5\r\n"));
        try (SSLSocket socket = connect("TLSv1.3")) {
            send(socket, "GET / HTTP/1.0\r\n\r\n");
            assertThrows(IOException.class, () -> socket.getInputStream().readAllBytes());
        }
    }
}
