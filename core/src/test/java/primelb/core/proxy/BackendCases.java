package primelb.core.proxy;

import static primelb.core.proxy.BackendCase.cut;
import static primelb.core.proxy.BackendCase.delivered;
import static primelb.core.proxy.BackendCase.late;
import static primelb.core.proxy.BackendCase.useless;

import java.util.ArrayList;
import java.util.List;

import primelb.core.testing.Behaviour;

/** What backends do wrong, or unusually. */
final class BackendCases {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String FIVE = OK + "Content-Length: 5\r\n\r\n";

    private BackendCases() {
    }

    static List<BackendCase> noAnswer() {
        List<BackendCase> rows = new ArrayList<>();
        for (String line : List.of("SSH-2.0-OpenSSH_9", "220 mail ESMTP", "ICY 200 OK", "HTTP/2 200", "HTTP/2.0 200 OK",
                "HTTP/1.2 200 OK", "HTTP/0.9 200 OK", "http/1.1 200 OK", "HTTP/1.1 abc OK", "HTTP/1.1 99 X",
                "HTTP/1.1 999 X", "HTTP/1.1 1000 X", "HTTP/1.1 000 X", "HTTP/1.1 600 X", "HTTP/1.1 -200 X", "HTTP/1.1 20 X",
                "HTTP/1.1 2000", "HTTP/1.1  200 OK", "HTTP/1.1\t200 OK", "HTTP/1.1200 OK", "HTTP/1.1 200OK", "HTTP/1.1",
                "HTTP/1.1 200 O\0K", "HTTP/1.1 200 O\rK", " HTTP/1.1 200 OK", "GET / HTTP/1.1",
                "HTTP/1.1 101 Switching", "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade")) {
            rows.add(useless("the status line " + line.lines().findFirst().orElseThrow(), line + "\r\n\r\n"));
        }
        for (String field : List.of("X: a\0b", "X: a\rb", "X: a\1b", "X : y", " X: y", "X", ": y", "X: y\r\n folded",
                "X\u00e9: y", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: -5", "Content-Length: 5, 5", "Content-Length: +5", "Content-Length: abc", "Content-Length:",
                "Content-Length: 99999999999999999999", "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: identity", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding:")) {
            rows.add(useless("the field " + field.replace("\r\n", " and "), OK + field + "\r\n\r\nhello"));
        }
        rows.addAll(List.of(
                useless("FIN at once", Behaviour.closeUnanswered()),
                useless("RST at once", Behaviour.reset()),
                useless("FIN in the status line", "HTTP/1.1 2"),
                useless("FIN in the head", OK + "Content-Le"),
                useless("RST in the head", Behaviour.of(new Behaviour.ReadBody(), Behaviour.send(OK + "X: "),
                        new Behaviour.Reset())),
                useless("bare HTML", "<html>oops</html>"),
                useless("bare HTML with lines", "<html>\n<body>\n</body>\n</html>\n"),
                useless("LF alone", "HTTP/1.1 200 OK\nContent-Length: 0\n\n"),
                useless("an empty line first", "\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                useless("a TLS alert", "\25\3\1\0\2\2\12"),
                useless("a field of 64 kB", Behaviour.raw(OK + "X: " + "y".repeat(65_536) + "\r\n\r\n")),
                useless("5,000 fields", Behaviour.raw(OK + "X: y\r\n".repeat(5000) + "\r\n")),
                useless("201 fields", Behaviour.raw(OK + "X: y\r\n".repeat(201) + "\r\n")),
                useless("an endless head", Behaviour.raw(OK + ("X: " + "y".repeat(1000) + "\r\n").repeat(200))),
                useless("an endless status line", Behaviour.raw("HTTP/1.1 200 " + "k".repeat(100_000))),
                useless("nine interim answers", "HTTP/1.1 100 Continue\r\n\r\n".repeat(9) + FIVE + "hello"),
                useless("interim answers without end", "HTTP/1.1 102 Processing\r\n\r\n".repeat(1000)),
                useless("only an interim answer", "HTTP/1.1 100 Continue\r\n\r\n"),
                useless("a coding in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                late("nothing", ""),
                late("half a status line", "HTTP/1."),
                late("half a head", OK + "X: y\r\n"),
                late("an interim answer", "HTTP/1.1 102 Processing\r\n\r\n")));
        return rows;
    }

    static List<BackendCase> cutAnswers() {
        List<BackendCase> rows = new ArrayList<>();
        for (String chunks : List.of("zz\r\n", "-1\r\n", "+5\r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n", "\r\nhello",
                "100000005\r\nhello\r\n0\r\n\r\n", "10000000000000005\r\nhello\r\n0\r\n\r\n", "5\nhello\n0\n\n",
                "5\r\nhello0\r\n\r\n", "5\r\nhelloworld\r\n0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "5\r\nhello\r\n0\r\nbad\r\n\r\n",
                "5\r\nhello\r\n0\r\n", "5\r\nhello\r\n0", "5\r\nhello\r\n", "5\r\nhello", "5\r\nhel", "5\r\n", "5", "")) {
            rows.add(cut("the chunks " + chunks.replace("\r", "\\r").replace("\n", "\\n"), CHUNKED + chunks));
        }
        rows.addAll(List.of(
                cut("a size line over 256 bytes", CHUNKED + "5;" + "e".repeat(300) + "\r\nhello\r\n0\r\n\r\n"),
                cut("trailers over 8 kB", CHUNKED + "5\r\nhello\r\n0\r\n" + "X: yyyy\r\n".repeat(1000) + "\r\n"),
                cut("no byte of five", FIVE),
                cut("5 of 50 bytes", OK + "Content-Length: 50\r\n\r\nhello"),
                cut("half of a large body", OK + "Content-Length: 400000\r\n\r\n" + "y".repeat(200_000)),
                cut("RST in a body", Behaviour.of(new Behaviour.ReadBody(), Behaviour.send(OK + "Content-Length: 50\r\n\r\nhello"),
                        new Behaviour.Reset())),
                cut("RST in chunks", Behaviour.of(new Behaviour.ReadBody(), Behaviour.send(CHUNKED + "5\r\nhello\r\n"),
                        new Behaviour.Reset())),
                cut("RST in a body until close", Behaviour.of(new Behaviour.ReadBody(), Behaviour.send(OK + "\r\nhello"),
                        new Behaviour.Reset())),
                cut("a body that hangs", Behaviour.inTwoParts(FIVE + "hel", "")),
                cut("chunks that hang", Behaviour.inTwoParts(CHUNKED + "5\r\nhel", "")),
                cut("hanging before the last chunk", Behaviour.inTwoParts(CHUNKED + "5\r\nhello\r\n", "")),
                cut("hanging before the end of the trailers", Behaviour.inTwoParts(CHUNKED + "0\r\n", "")),
                cut("a body until close that hangs", Behaviour.inTwoParts(OK + "\r\nhello", ""))));
        return rows;
    }

    static List<BackendCase> oddAnswers() {
        String extra = OK + "Content-Length: 6\r\n\r\npoison";
        return List.of(
                delivered("an answer behind the answer", FIVE + "hello" + extra, "hello"),
                delivered("a byte behind the answer", FIVE + "hello!", "hello"),
                delivered("an answer behind chunks", CHUNKED + "5\r\nhello\r\n0\r\n\r\n" + extra, "hello"),
                delivered("an answer behind 204", Behaviour.raw("HTTP/1.1 204 No\r\n\r\n" + extra), 204, ""),
                delivered("an answer behind an empty one", OK + "Content-Length: 0\r\n\r\n" + extra, ""),
                delivered("204 with a length and a body", Behaviour.raw("HTTP/1.1 204 No\r\nContent-Length: 6\r\n\r\npoison"), 204,
                        "", "!Content-Length"),
                delivered("204 with chunks", Behaviour.raw("HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 204,
                        "", "!Transfer-Encoding"),
                delivered("304 with a length and a body", Behaviour.raw("HTTP/1.1 304 No\r\nContent-Length: 6\r\n\r\npoison"), 304,
                        ""),
                delivered("a body for HEAD", FIVE + "hello", "", "Content-Length: 5\r\n").to("HEAD"),
                delivered("chunks for HEAD", CHUNKED + "5\r\nhello\r\n0\r\n\r\n", "").to("HEAD"),
                delivered("no reason", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello", "hello", "HTTP/1.1 200 \r\n"),
                delivered("an empty reason", "HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhello", "hello"),
                delivered("a Latin-1 reason", "HTTP/1.1 200 \u00e9\r\nContent-Length: 5\r\n\r\nhello", "hello", "200 \u00e9"),
                delivered("a Latin-1 field", OK + "X: caf\u00e9\r\nContent-Length: 0\r\n\r\n", "", "X: caf\u00e9\r\n"),
                delivered("HTTP/1.0", Behaviour.rawThenClose("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"), 200, "hello",
                        "HTTP/1.1 200 OK"),
                delivered("HTTP/1.0 until close", Behaviour.rawThenClose("HTTP/1.0 200 OK\r\n\r\nhello"), 200, "hello"),
                delivered("until close", Behaviour.rawThenClose(OK + "\r\nhello"), 200, "hello", "Transfer-Encoding: chunked\r\n"),
                delivered("until close and empty", Behaviour.rawThenClose(OK + "\r\n"), 200, ""),
                delivered("a close that is not announced", Behaviour.rawThenClose(FIVE + "hello"), 200, "hello"),
                delivered("a reset behind the answer", Behaviour.of(new Behaviour.ReadBody(), Behaviour.send(FIVE + "hello"),
                        new Behaviour.Reset()), 200, "hello"),
                delivered("a close that is announced", Behaviour.rawThenClose(OK + "Connection: CLOSE\r\nContent-Length: 5\r\n\r\n"
                        + "hello"), 200, "hello", "!CLOSE"),
                delivered("close announced, and not done", OK + "Connection: close\r\nContent-Length: 5\r\n\r\nhello", "hello"),
                delivered("nominated fields", OK + "Connection: x-a\r\nX-A: 1\r\nKeep-Alive: 5\r\nContent-Length: 0\r\n\r\n", "",
                        "!X-A", "!Keep-Alive", "!Connection"),
                delivered("a nominated length", OK + "Connection: content-length\r\nContent-Length: 5\r\n\r\nhello", "hello"),
                delivered("two cookies", OK + "Set-Cookie: a\r\nset-cookie: b\r\nContent-Length: 0\r\n\r\n", "",
                        "Set-Cookie: a\r\n", "set-cookie: b\r\n"),
                delivered("Transfer-Encoding: CHUNKED", OK + "Transfer-Encoding: CHUNKED\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "hello"),
                delivered("extensions", CHUNKED + "5;a=\"b\"\r\nhello\r\n0;c\r\n\r\n", "hello"),
                delivered("trailers", CHUNKED + "5\r\nhello\r\n0\r\nContent-Length: 9\r\nX: y\r\n\r\n", "hello"),
                delivered("a thousand chunks", CHUNKED + "1\r\nw\r\n".repeat(1000) + "0\r\n\r\n", "w".repeat(1000)),
                delivered("a large body", OK + "Content-Length: 300000\r\n\r\n" + "v".repeat(300_000), "v".repeat(300_000)),
                delivered("a length with zeros before it", OK + "Content-Length: 0005\r\n\r\nhello", "hello"),
                delivered("100 Continue unasked", "HTTP/1.1 100 Continue\r\n\r\n" + FIVE + "hello", "hello"),
                delivered("103 Early Hints", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + FIVE + "hello", "hello"),
                delivered("eight interim answers", "HTTP/1.1 102 Processing\r\n\r\n".repeat(8) + FIVE + "hello", "hello"),
                delivered("200 fields", OK + "X: y\r\n".repeat(199) + "Content-Length: 0\r\n\r\n", ""),
                delivered("a field of 30 kB", OK + "X: " + "y".repeat(30_000) + "\r\nContent-Length: 0\r\n\r\n", ""),
                delivered("500", Behaviour.answer(500, "oh no"), 500, "oh no"),
                delivered("502 of its own", Behaviour.answer(502, "mine"), 502, "mine"),
                delivered("404", Behaviour.answer(404, "none"), 404, "none"),
                delivered("416", Behaviour.answer(416, ""), 416, ""),
                delivered("599", Behaviour.answer(599, "x"), 599, "x"),
                delivered("401 with its challenge", Behaviour.raw("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\n"
                        + "Content-Length: 0\r\n\r\n"), 401, "", "WWW-Authenticate: Basic\r\n"),
                delivered("an upgrade offered", OK + "Upgrade: h2c\r\nConnection: Upgrade\r\nContent-Length: 5\r\n\r\nhello",
                        "hello", "!h2c"));
    }
}
