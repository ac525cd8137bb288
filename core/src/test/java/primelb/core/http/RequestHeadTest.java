package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestHeadTest {
    static Stream<Arguments> refused() {
        String host = "Host: h\r\n";
        return Stream.of(
                refused(400, "bad method character", "G(T / HTTP/1.1\r\n" + host),
                refused(501, "long method", "A".repeat(33) + " / HTTP/1.1\r\n" + host),
                refused(400, "tab after the method", "GET\t/ HTTP/1.1\r\n" + host),
                refused(400, "two spaces", "GET  / HTTP/1.1\r\n" + host),
                refused(400, "two spaces before the version", "GET /  HTTP/1.1\r\n" + host),
                refused(400, "HTTP/0.9", "GET /\r\n"),
                refused(505, "HTTP/2.0", "GET / HTTP/2.0\r\n" + host),
                refused(505, "HTTP/1.2", "GET / HTTP/1.2\r\n" + host),
                refused(400, "small letters", "GET / http/1.1\r\n" + host),
                refused(400, "HTTP/1.10", "GET / HTTP/1.10\r\n" + host),
                refused(400, "junk behind the version", "GET / HTTP/1.1 x\r\n" + host),
                refused(505, "HTTP/2 preface", "PRI * HTTP/2.0\r\n"),
                refused(400, "leading space", " GET / HTTP/1.1\r\n" + host),
                refused(400, "CR in the target", "GET /a\rb HTTP/1.1\r\n" + host),
                refused(400, "NUL in the target", "GET /a\0b HTTP/1.1\r\n" + host),
                refused(400, "control in the target", "GET /a\u0001b HTTP/1.1\r\n" + host),
                refused(400, "DEL in the target", "GET /a\u007fb HTTP/1.1\r\n" + host),
                refused(400, "raw UTF-8", "GET /\u00c3\u00a9 HTTP/1.1\r\n" + host),
                refused(400, "%zz", "GET /%zz HTTP/1.1\r\n" + host),
                refused(400, "% at the end", "GET /%4 HTTP/1.1\r\n" + host),
                refused(400, "fragment", "GET /a#b HTTP/1.1\r\n" + host),
                refused(400, "no slash", "GET a HTTP/1.1\r\n" + host),
                refused(400, "GET *", "GET * HTTP/1.1\r\n" + host),
                refused(405, "CONNECT", "CONNECT h:1 HTTP/1.1\r\n" + host),
                refused(400, "absolute form with another scheme", "GET ftp://h/ HTTP/1.1\r\n" + host),
                refused(400, "absolute form that differs from Host", "GET http://x/ HTTP/1.1\r\n" + host),
                refused(400, "absolute form with user info", "GET http://u@h/ HTTP/1.1\r\n" + host),
                refused(414, "long target", "GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + host),
                refused(400, "TLS hello", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n"),
                refused(400, "no Host", "GET / HTTP/1.1\r\n"),
                refused(400, "two Hosts", "GET / HTTP/1.1\r\n" + host + "Host: x\r\n"),
                refused(400, "two equal Hosts", "GET / HTTP/1.1\r\n" + host + host),
                refused(400, "empty Host", "GET / HTTP/1.1\r\nHost:\r\n"),
                refused(400, "Host with a slash", "GET / HTTP/1.1\r\nHost: a/b\r\n"),
                refused(400, "Host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n"),
                refused(400, "Host with user info", "GET / HTTP/1.1\r\nHost: u@h\r\n"),
                refused(400, "Host with a bad port", "GET / HTTP/1.1\r\nHost: h:99999\r\n"),
                refused(400, "Host with an open bracket", "GET / HTTP/1.1\r\nHost: [::1\r\n"),
                refused(400, "space before the colon", "GET / HTTP/1.1\r\n" + host + "A : b\r\n"),
                refused(400, "space first", "GET / HTTP/1.1\r\n A: b\r\n" + host),
                refused(400, "folded", "GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n"),
                refused(400, "no colon", "GET / HTTP/1.1\r\n" + host + "A\r\n"),
                refused(400, "empty name", "GET / HTTP/1.1\r\n" + host + ": b\r\n"),
                refused(400, "bad name", "GET / HTTP/1.1\r\n" + host + "A(: b\r\n"),
                refused(400, "NUL in a value", "GET / HTTP/1.1\r\n" + host + "A: b\0c\r\n"),
                refused(400, "CR in a value", "GET / HTTP/1.1\r\n" + host + "A: b\rc\r\n"),
                refused(400, "CR CR LF", "GET / HTTP/1.1\r\n" + host + "A: b\r\r\n"),
                refused(400, "control in a value", "GET / HTTP/1.1\r\n" + host + "A: b\u0001\r\n"),
                refused(400, "bare LF", "GET / HTTP/1.1\n" + host),
                refused(400, "bare LF in a field", "GET / HTTP/1.1\r\nHost: h\nA: b\r\n"),
                refused(431, "many lines", "GET / HTTP/1.1\r\n" + host + "A: b\r\n".repeat(100)),
                refused(431, "long line", "GET / HTTP/1.1\r\n" + host + "A: " + "b".repeat(9000) + "\r\n"),
                refused(431, "long head", "GET / HTTP/1.1\r\n" + host + ("A: " + "b".repeat(4000) + "\r\n").repeat(9)),
                refused(400, "two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n"),
                refused(400, "two equal lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n".repeat(2)),
                refused(400, "list of lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1, 1\r\n"),
                refused(400, "signed length", "POST / HTTP/1.1\r\n" + host + "Content-Length: +1\r\n"),
                refused(400, "negative length", "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n"),
                refused(400, "hexadecimal length", "POST / HTTP/1.1\r\n" + host + "Content-Length: 0x1\r\n"),
                refused(400, "empty length", "POST / HTTP/1.1\r\n" + host + "Content-Length:\r\n"),
                refused(400, "length of 2^63", "POST / HTTP/1.1\r\n" + host + "Content-Length: 9223372036854775808\r\n"),
                refused(400, "length of 20 digits", "POST / HTTP/1.1\r\n" + host + "Content-Length: 00000000000000000001\r\n"),
                refused(400, "length and chunked",
                        "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"),
                refused(501, "unknown coding", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\n"),
                refused(501, "chunked, chunked", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, chunked\r\n"),
                refused(501, "gzip, chunked", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n"),
                refused(400, "two codings", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n".repeat(2)),
                refused(501, "coding with a prefix", "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n"),
                refused(400, "chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n"),
                refused(417, "strange Expect", "POST / HTTP/1.1\r\n" + host + "Expect: 200-ok\r\n"));
    }

    private static Arguments refused(int status, String what, String head) {
        return Arguments.of(what, status, head + "\r\n");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void refused(String what, int status, String head) {
        MalformedHttpException e = assertThrows(MalformedHttpException.class, () -> Heads.request(head), what);
        assertEquals(status, e.status(), e.getMessage());
    }

    @Test
    void keepsTargetAndFieldsAsTheyCame() throws IOException {
        RequestHead head = Heads.request("GET //a/../b%2e?q=%0d%0a&x={1} HTTP/1.1\r\nhOST: a:80\r\nX:\t v\u00e9 \t\r\nE:\r\n\r\n");
        assertEquals("GET", head.method());
        assertEquals("//a/../b%2e?q=%0d%0a&x={1}", head.target());
        assertEquals("a:80", head.host());
        assertEquals("v\u00e9", head.value(1));
        assertEquals("", head.value(2));
        assertEquals(Framing.NONE, head.framing());
        assertEquals(1, head.minorVersion());
    }

    @Test
    void turnsAnAbsoluteTargetIntoOriginForm() throws IOException {
        RequestHead head = Heads.request("GET HTTP://H:1/a?b HTTP/1.1\r\nHost: h:1\r\n\r\n");
        assertEquals("/a?b", head.target());
        assertEquals("H:1", head.host());
    }

    @Test
    void servesHttp10WithoutHost() throws IOException {
        RequestHead head = Heads.request("GET / HTTP/1.0\r\n\r\n");
        assertNull(head.host());
        assertFalse(head.keepAlive());
        assertTrue(Heads.request("GET / HTTP/1.0\r\nConnection: x, Keep-Alive\r\n\r\n").keepAlive());
    }

    @Test
    void readsConnectionListsInAnyCase() throws IOException {
        assertTrue(Heads.request("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n").keepAlive());
        assertFalse(Heads.request("GET / HTTP/1.1\r\nHost: h\r\nConnection: a , CLOSE\r\n\r\n").keepAlive());
        assertFalse(Heads.request("GET / HTTP/1.1\r\nHost: h\r\nConnection: a\r\nConnection: close\r\n\r\n").keepAlive());
        assertTrue(Heads.request("GET / HTTP/1.1\r\nHost: h\r\nConnection: closed\r\n\r\n").keepAlive());
    }

    @Test
    void framesByLengthOrChunks() throws IOException {
        assertEquals(new Framing.Length(17),
                Heads.request("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 17\r\n\r\n").framing());
        assertEquals(new Framing.Length(Long.MAX_VALUE),
                Heads.request("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9223372036854775807\r\n\r\n").framing());
        assertEquals(Framing.Chunked.CHUNKED,
                Heads.request("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n").framing());
        assertEquals(Framing.NONE,
                Heads.request("POST / HTTP/1.1\r\nHost: h\r\nContent_Length: 5\r\n\r\n").framing());
    }

    @Test
    void expectsContinueOnlyInHttp11() throws IOException {
        assertTrue(Heads.request("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\n\r\n").expectsContinue());
        assertFalse(Heads.request("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n").expectsContinue());
    }

    @Test
    void seesTheEndOfTheStreamInsideAHead() {
        assertThrows(TruncatedException.class, () -> Heads.request("GET / HTTP/1.1\r\nHost: h\r\n"));
    }
}
