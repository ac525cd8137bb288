package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "SSH-2.0-OpenSSH_9\r\n\r\n", "<html>\r\n\r\n", "ICY 200 OK\r\n\r\n", "http/1.1 200 OK\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 99 OK\r\n\r\n", "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 1000 OK\r\n\r\n", "HTTP/1.1 000 OK\r\n\r\n", "HTTP/1.1 999 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 200 O\0K\r\n\r\n", "HTTP/1.1 200 OK\n\n", "HTTP/1.1 200 OK\r\nA: \0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n", "HTTP/1.1 200 OK\r\nA : b\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n"})
    void refusesWhatIsNoHttp1Answer(String text) {
        assertThrows(MalformedHttpException.class, () -> Heads.response(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 1\r\nContent-Length: 2", "Content-Length: 1\r\nContent-Length: 1", "Content-Length: x",
        "Content-Length: -1", "Content-Length: 1\r\nTransfer-Encoding: chunked", "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked, identity"})
    void refusesAmbiguousFraming(String fields) throws IOException {
        ResponseHead head = Heads.response("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n");
        assertThrows(MalformedHttpException.class, () -> head.framing("GET"));
    }

    @Test
    void refusesChunksInHttp10() throws IOException {
        ResponseHead head = Heads.response("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThrows(MalformedHttpException.class, () -> head.framing("GET"));
    }

    @Test
    void framesAsTheStatusAndTheMethodSay() throws IOException {
        String length = "\r\nContent-Length: 5\r\n\r\n";
        assertEquals(new Framing.Length(5), Heads.response("HTTP/1.1 200 OK" + length).framing("GET"));
        assertEquals(Framing.NONE, Heads.response("HTTP/1.1 200 OK" + length).framing("HEAD"));
        assertEquals(Framing.NONE, Heads.response("HTTP/1.1 204 No" + length).framing("GET"));
        assertEquals(Framing.NONE, Heads.response("HTTP/1.1 304 No" + length).framing("GET"));
        assertEquals(Framing.NONE, Heads.response("HTTP/1.1 103 Early" + length).framing("GET"));
        assertEquals(Framing.UntilClose.UNTIL_CLOSE, Heads.response("HTTP/1.1 200 OK\r\n\r\n").framing("GET"));
        assertEquals(Framing.Chunked.CHUNKED,
                Heads.response("HTTP/1.1 200 OK\r\nTransfer-Encoding: CHUNKED\r\n\r\n").framing("POST"));
    }

    @Test
    void takesAStatusWithoutReason() throws IOException {
        assertEquals(200, Heads.response("HTTP/1.1 200\r\n\r\n").status());
        assertEquals(200, Heads.response("HTTP/1.1 200 \r\n\r\n").status());
    }

    @Test
    void knowsInterimAnswersAndWhoKeepsTheConnection() throws IOException {
        assertTrue(Heads.response("HTTP/1.1 100 Continue\r\n\r\n").interim());
        assertFalse(Heads.response("HTTP/1.1 101 Switching\r\n\r\n").interim());
        assertTrue(Heads.response("HTTP/1.1 200 OK\r\n\r\n").keepAlive());
        assertFalse(Heads.response("HTTP/1.0 200 OK\r\n\r\n").keepAlive());
        assertFalse(Heads.response("HTTP/1.1 200 OK\r\nConnection: Close\r\n\r\n").keepAlive());
    }
}
