package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.proxy.RawClient.Answer;

/** An answer that comes while the thread that sent the last of the request is still in its write. */
@Timeout(60)
class UploadEndTest {
    private static final int UPLOADS = 1_000;
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {CHUNKED, "Content-Length: 70000\r\n\r\n"})
    void aConnectionIsKeptThoughTheAnswerOvertakesTheEndOfTheUpload(String framing) throws IOException {
        // Over 64 kB, since a shorter one of known length is not streamed.
        String body = framing.equals(CHUNKED) ? "4\r\nbody\r\n0\r\n\r\n" : "x".repeat(70_000);
        try (ProxyFixture fixture = new ProxyFixture(ProxyFixture.QUICK, 1); RawClient client = fixture.client()) {
            for (int i = 0; i < UPLOADS; i++) {
                Answer answer = client.send("POST / HTTP/1.1\r\nHost: h\r\n" + framing + body).answer();
                assertEquals(200, answer.status());
                assertFalse(answer.has("connection: close"), "upload " + i + " ended the connection");
            }
        }
    }
}
