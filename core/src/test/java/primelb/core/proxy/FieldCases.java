package primelb.core.proxy;

import static primelb.core.proxy.RequestCase.fields;
import static primelb.core.proxy.RequestCase.ownAnswer;
import static primelb.core.proxy.RequestCase.post;
import static primelb.core.proxy.RequestCase.refused;
import static primelb.core.proxy.RequestCase.served;

import java.util.List;

/** Odd field lines, and fields that concern one connection only. */
final class FieldCases {
    private FieldCases() {
    }

    static List<RequestCase> syntax() {
        return List.of(
                refused(400, "a space before the colon", fields("X : y")),
                refused(400, "a tab before the colon", fields("X\t: y")),
                refused(400, "a space before the colon of a length", post("Content-Length : 3", "abc")),
                refused(400, "a space first in a line", fields("A: b\r\n X: y")),
                refused(400, "a space first in the first line", "GET / HTTP/1.1\r\n Host: h\r\nHost: h\r\n\r\n"),
                refused(400, "a folded line", fields("X: y\r\n\tz")),
                refused(400, "a folded length", post("Content-Length:\r\n 3", "abc")),
                refused(400, "no colon", fields("Xy")),
                refused(400, "no name", fields(": y")),
                refused(400, "a space in a name", fields("X Y: z")),
                refused(400, "a bracket in a name", fields("X[]: z")),
                refused(400, "a NUL in a name", fields("X\0: z")),
                refused(400, "a Latin-1 letter in a name", fields("X\u00e9: z")),
                refused(400, "a NUL in a value", fields("X: a\0b")),
                refused(400, "a control in a value", fields("X: a\1b")),
                refused(400, "DEL in a value", fields("X: a\u007fb")),
                refused(400, "an escape in a value", fields("X: \33[2J")),
                refused(400, "a CR in a value", fields("X: a\rY: b")),
                refused(400, "a CR that hides a length", post("X: a\rContent-Length: 3", "abc")),
                refused(400, "an LF in a value", fields("X: a\nY: b")),
                refused(400, "CR CR LF behind a line", fields("X: a\r")),
                refused(400, "LF LF at the end", "GET / HTTP/1.1\r\nHost: h\n\n"),
                refused(400, "LF CR LF at the end", "GET / HTTP/1.1\r\nHost: h\n\r\n"),
                refused(431, "101 lines", fields("X: y\r\n".repeat(99) + "X: y")),
                refused(431, "a line over 8 kB", fields("X: " + "y".repeat(8190))),
                refused(431, "a name over 8 kB", fields("X".repeat(8190) + ": y")),
                refused(431, "a head over 32 kB", fields(("X: " + "y".repeat(8000) + "\r\n").repeat(5) + "Z: z")),
                refused(431, "an endless line", "GET / HTTP/1.1\r\nHost: h\r\nX: " + "y".repeat(40_000)),
                served("100 lines", fields("X: y\r\n".repeat(98) + "Last: one"), "Last: one\r\n"),
                served("a Latin-1 value", fields("X: caf\u00e9 \u00ff"), "X: caf\u00e9 \u00ff\r\n"),
                served("tabs in a value", fields("X: a\tb"), "X: a\tb\r\n"),
                served("an empty value", fields("X:"), "X:\r\n"),
                served("no space behind the colon", fields("X:y"), "X:y\r\n"),
                served("odd letters of a name", fields("#$%&'*+-.^_`|~9!: y"), "#$%&'*+-.^_`|~9!: y\r\n"),
                served("one name twice", fields("X: 1\r\nX: 2"), "X: 1\r\nX: 2\r\n"),
                served("a length with underscores frames nothing", fields("Content_Length: 5"), "!Content-Length"),
                served("chunked with underscores frames nothing", fields("Transfer_Encoding: chunked"), "!Transfer-Encoding"),
                served("a value that looks like a request", fields("X: GET /smuggled HTTP/1.1"), "X: GET /smuggled"));
    }

    static List<RequestCase> hopByHop() {
        return List.of(
                served("nominated fields go", fields("Connection: x-a, X-B\r\nX-A: 1\r\nx-b: 2\r\nX-C: 3"),
                        "!X-A", "!x-b", "X-C: 3", "!Connection:"),
                served("nominated by a second line", fields("Connection: keep-alive\r\nConnection: x-a\r\nX-A: 1"), "!X-A"),
                served("Host cannot be nominated", fields("Connection: host"), "Host: h\r\n"),
                served("a length cannot be nominated", post("Connection: content-length\r\nContent-Length: 3", "abc"),
                        "Content-Length: 3\r\n", "\r\n\r\nabc"),
                served("chunked cannot be nominated", post("Connection: transfer-encoding\r\nTransfer-Encoding: chunked",
                        "3\r\nabc\r\n0\r\n\r\n"), "Transfer-Encoding: chunked\r\n", "\r\n\r\nabc"),
                served("our own fields cannot be nominated away", fields("Connection: x-forwarded-for, via, x-request-id"),
                        "\nX-Forwarded-For: 127.0.0.1\r\n", "\nVia: 1.1 primelb-test\r\n", "\nX-Request-Id: "),
                served("the fields of the client's connection go", fields("Keep-Alive: 5\r\nTE: trailers\r\nTrailer: X\r\n"
                        + "Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic x"), "!Keep-Alive", "!TE:", "!Trailer",
                        "!Proxy-"),
                served("an upgrade to h2c is not asked for", fields("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA"), "!Upgrade", "!HTTP2", "!Connection:"),
                served("an upgrade that Connection does not name", fields("Upgrade: websocket"), "!Upgrade"),
                served("an upgrade with a body", post("Connection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 1", "a"),
                        "!Upgrade"),
                served("forged origins go", fields("X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 7.7.7.7\r\n"
                        + "X-Forwarded-Host: evil\r\nForwarded: for=6.6.6.6"), "!6.6.6.6", "!7.7.7.7", "!evil"),
                served("somebody else's Via stays", fields("Via: 1.0 fred"), "Via: 1.0 fred\r\n", "Via: 1.1 primelb-test\r\n"),
                ownAnswer(508, "our own Via", fields("Via: 1.1 a, 1.1 primelb-test")),
                served("a request id is kept", fields("X-Request-Id: abc-123"), "X-Request-Id: abc-123\r\n"),
                served("a request id of 128 letters is kept", fields("X-Request-Id: " + "i".repeat(128)), "i".repeat(128)),
                served("a request id of 129 letters is replaced", fields("X-Request-Id: " + "i".repeat(129)), "!iii",
                        "\nX-Request-Id: "),
                served("a request id with a space is replaced", fields("X-Request-Id: spa ce"), "!spa ce", "\nX-Request-Id: "),
                served("an empty request id is replaced", fields("X-Request-Id:"), "!X-Request-Id:\r\n", "\nX-Request-Id: "),
                served("two request ids are replaced", fields("X-Request-Id: one\r\nX-Request-Id: two"), "!one", "!two",
                        "\nX-Request-Id: "),
                served("a Latin-1 request id is replaced", fields("X-Request-Id: \u00e9"), "!\u00e9", "\nX-Request-Id: "));
    }

    static List<RequestCase> connection() {
        String get = "GET /a HTTP/1.1\r\nHost: h\r\n";
        return List.of(
                served("close", fields("Connection: close"), "!Connection:").closing(),
                served("CLOSE in a list", fields("Connection: foo , CLOSE"), "!Connection:").closing(),
                served("close in a second line", fields("Connection: foo\r\nConnection: close")).closing(),
                served("a token that only contains close", fields("Connection: closed")),
                served("HTTP/1.0 closes", "GET / HTTP/1.0\r\nHost: h\r\n\r\n").closing(),
                served("HTTP/1.0 with keep-alive stays", "GET / HTTP/1.0\r\nHost: h\r\nConnection: Keep-Alive\r\n\r\n"),
                served("HTTP/1.0 with keep-alive and close", "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n").closing(),
                served("HTTP/1.0 with Proxy-Connection", "GET / HTTP/1.0\r\nProxy-Connection: keep-alive\r\n\r\n").closing(),
                served("three at once", (get + "\r\n").repeat(3)).times(3),
                served("twenty at once", (get + "\r\n").repeat(20)).times(20),
                served("the last one closes", get + "\r\n" + get + "Connection: close\r\n\r\n").times(2).closing(),
                served("nothing behind a close is looked at", get + "Connection: close\r\n\r\n" + get + "\r\n").closing(),
                served("an empty line between two", get + "\r\n\r\n" + get + "\r\n").times(2),
                served("a POST and a GET at once", post("Content-Length: 3", "abc") + get + "\r\n", "GET /a ").times(2),
                served("a chunked POST and a GET at once", RequestCase.chunked("3\r\nabc\r\n0\r\n\r\n") + get + "\r\n")
                        .times(2),
                served("a good one before a bad one", get + "\r\nGET /bad HTTP/3.0\r\n\r\n").answered(200, 505).closing(),
                served("the answer to HEAD has no body", "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n").toHeadRequests(),
                served("two HEADs at once", "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(2)).times(2).toHeadRequests(),
                served("a last word", get + "\r\n").cutByFin(),
                served("a last word of two requests", (get + "\r\n").repeat(2)).times(2).cutByFin(),
                served("a last word with a body", post("Content-Length: 3", "abc"), "abc").cutByFin(),
                served("100-continue", post("Expect: 100-continue\r\nContent-Length: 3", "abc"), "!Expect")
                        .answered(100, 200),
                served("100-Continue in capitals", post("Expect: 100-CONTINUE\r\nContent-Length: 3", "abc"), "!Expect")
                        .answered(100, 200),
                served("100-continue with chunks", post("Expect: 100-continue\r\nTransfer-Encoding: chunked",
                        "1\r\na\r\n0\r\n\r\n"), "!Expect").answered(100, 200),
                served("100-continue without a body", fields("Expect: 100-continue"), "!Expect"),
                served("100-continue in HTTP/1.0", "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
                        "!Expect", "abc").closing(),
                refused(417, "another expectation", post("Expect: the-best\r\nContent-Length: 3", "abc")),
                refused(417, "two expectations", post("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 3", "")),
                refused(417, "a list of expectations", post("Expect: 100-continue, x\r\nContent-Length: 3", "abc")));
    }
}
