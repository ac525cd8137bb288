package primelb.core.proxy;

import static primelb.core.proxy.RequestCase.chunked;
import static primelb.core.proxy.RequestCase.post;
import static primelb.core.proxy.RequestCase.refused;
import static primelb.core.proxy.RequestCase.served;

import java.util.ArrayList;
import java.util.List;

/** Odd lengths, codings and chunks: what requests are smuggled with. */
final class FramingCases {
    private FramingCases() {
    }

    static List<RequestCase> lengths() {
        List<RequestCase> rows = new ArrayList<>();
        for (String bad : List.of("", "-1", "+3", "3,3", "3, 3", "0x3", "3.0", "3e0", "3;", "a", "3 3", "\u00b3", "\"3\"",
                "9223372036854775808", "18446744073709551619", "99999999999999999999999")) {
            rows.add(refused(400, "the length '" + bad + "'", post("Content-Length: " + bad, "abc")));
        }
        rows.addAll(List.of(
                refused(400, "two lengths", post("Content-Length: 3\r\nContent-Length: 4", "abcd")),
                refused(400, "two equal lengths", post("Content-Length: 3\r\ncontent-length: 3", "abc")),
                refused(400, "two lengths of 0", post("Content-Length: 0\r\nContent-Length: 0", "")),
                refused(413, "a length over the limit", post("Content-Length: 67108865", "abc")),
                refused(413, "a length of 2^63-1", post("Content-Length: 9223372036854775807", "abc")),
                refused(400, "a short body cut by FIN", post("Content-Length: 10", "abc")).cutByFin().answered(),
                refused(400, "a large body cut by FIN", post("Content-Length: 100000", "abc")).cutByFin().answered()
                        .seenPartly(),
                refused(408, "a body that does not come", post("Content-Length: 5000", "abc")),
                served("zeros before a length", post("Content-Length: 0003", "abc"), "Content-Length: 3\r\n", "\r\n\r\nabc"),
                served("a length of 0", post("Content-Length: 0", ""), "Content-Length: 0\r\n"),
                served("a POST without a length", post("X: y", ""), "!Transfer-Encoding"),
                served("spaces around a length", post("Content-Length:  3\t ", "abc"), "Content-Length: 3\r\n"),
                served("a GET with a body", "GET /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc",
                        "Content-Length: 3\r\n", "\r\n\r\nabc"),
                served("a DELETE with a body", "DELETE /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "abc"),
                served("a HEAD with a body", "HEAD /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "abc")
                        .toHeadRequests(),
                served("a body of any bytes", post("Content-Length: 5", "\0\r\n\r\n"), "\r\n\r\n\0\r\n\r\n"),
                served("a body that looks like a request", post("Content-Length: 38", "GET /smuggled HTTP/1.1\r\nHost: hh\r\n\r\n"
                        + "ab"), "GET /smuggled"),
                served("a body over the replay limit", post("Content-Length: 70000", "z".repeat(70_000)), "z".repeat(70_000)),
                served("a chunked GET", "GET /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                        "Transfer-Encoding: chunked\r\n", "\r\n\r\nabc")));
        return rows;
    }

    static List<RequestCase> codings() {
        String end = "3\r\nabc\r\n0\r\n\r\n";
        List<RequestCase> rows = new ArrayList<>();
        for (String bad : List.of("", "identity", "gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "chunked,",
                ", chunked", "chunked;q=1", "xchunked", "chunked x", "\"chunked\"", "chunk", "\u00e9chunked")) {
            rows.add(refused(501, "the coding '" + bad + "'", post("Transfer-Encoding: " + bad, end)));
        }
        rows.addAll(List.of(
                refused(400, "a coding and a length", post("Transfer-Encoding: chunked\r\nContent-Length: 3", end)),
                refused(400, "a length and a coding", post("Content-Length: 3\r\nTransfer-Encoding: chunked", end)),
                refused(400, "a length and an unknown coding", post("Content-Length: 3\r\nTransfer-Encoding: x", "abc")),
                refused(400, "a length of 0 and a coding", post("Content-Length: 0\r\nTransfer-Encoding: chunked", end)),
                refused(400, "a control before a coding", post("Transfer-Encoding: \u000bchunked", end)),
                refused(400, "a NUL behind a coding", post("Transfer-Encoding: chunked\0", end)),
                refused(400, "two codings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", end)),
                refused(400, "two different codings", post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", end)),
                refused(400, "a coding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + end),
                refused(400, "a space before its colon", post("Transfer-Encoding : chunked", end)),
                refused(400, "a folded coding", post("Transfer-Encoding:\r\n chunked", end)),
                refused(400, "a length hidden by a nomination", post("Connection: content-length\r\nContent-Length: 3\r\n"
                        + "Transfer-Encoding: chunked", end)),
                served("CHUNKED", post("Transfer-Encoding: CHUNKED", end), "Transfer-Encoding: chunked\r\n", "\r\n\r\nabc"),
                served("a tab before it", post("Transfer-Encoding:\tchunked ", end), "\r\n\r\nabc")));
        return rows;
    }

    static List<RequestCase> goodChunks() {
        return List.of(
                served("no chunk but the last", chunked("0\r\n\r\n"), "Transfer-Encoding: chunked\r\n"),
                served("three chunks", chunked("1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n0\r\n\r\n"), "\r\n\r\nabcdef"),
                served("an extension", chunked("3;a=b\r\nabc\r\n0;c\r\n\r\n"), "\r\n\r\nabc"),
                served("a quoted extension", chunked("3;a=\"b;c\"\r\nabc\r\n0\r\n\r\n"), "\r\n\r\nabc"),
                served("a space before an extension", chunked("3 ; a=b\r\nabc\r\n0\r\n\r\n"), "\r\n\r\nabc"),
                served("capitals and zeros", chunked("00A\r\n0123456789\r\n000\r\n\r\n"), "\r\n\r\n0123456789"),
                served("a size of 15 digits", chunked("000000000000003\r\nabc\r\n0\r\n\r\n"), "\r\n\r\nabc"),
                served("a size line of 256 bytes", chunked("3;" + "e".repeat(254) + "\r\nabc\r\n0\r\n\r\n"), "\r\n\r\nabc"),
                served("a trailer", chunked("3\r\nabc\r\n0\r\nX-T: y\r\n\r\n"), "\r\n\r\nabc", "!X-T"),
                served("a length in a trailer", chunked("3\r\nabc\r\n0\r\nContent-Length: 99\r\n\r\n"), "!Content-Length"),
                served("a coding in a trailer", chunked("3\r\nabc\r\n0\r\nTransfer-Encoding: x\r\n\r\n"), "abc"),
                served("a Host in a trailer", chunked("3\r\nabc\r\n0\r\nHost: evil\r\n\r\n"), "!evil"),
                served("data of CR LF", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), "\r\n\r\n\r\n\r\n"),
                served("a large chunk", chunked("186A0\r\n" + "q".repeat(100_000) + "\r\n0\r\n\r\n"), "q".repeat(100_000)),
                served("a thousand small chunks", chunked("1\r\nw\r\n".repeat(1000) + "0\r\n\r\n"), "w".repeat(1000)));
    }

    static List<RequestCase> badChunks() {
        List<RequestCase> rows = new ArrayList<>();
        for (String size : List.of("", "zz", "-3", "+3", "0x3", "3h", " 3", "3 ", "3\t", "3 x", "3,3", "\u00b3",
                "0000000000000003", "10000000000000003", ";a=b", "3;a\1b", "3;a=\0", "3\r")) {
            rows.add(bad(400, "the chunk size '" + size + "'", size + "\r\nabc\r\n0\r\n\r\n"));
        }
        rows.addAll(List.of(
                bad(400, "an LF alone behind the size", "3\nabc\r\n0\r\n\r\n"),
                bad(400, "an LF alone in an extension", "3;a\nb\r\nabc\r\n0\r\n\r\n"),
                bad(400, "an LF alone behind the data", "3\r\nabc\n0\r\n\r\n"),
                bad(400, "no CR LF behind the data", "3\r\nabc0\r\n\r\n"),
                bad(400, "more data than the size says", "3\r\nabcdef\r\n0\r\n\r\n"),
                bad(400, "less data than the size says", "5\r\nabc\r\n0\r\n\r\n"),
                bad(400, "an LF alone behind the last size", "3\r\nabc\r\n0\n\r\n"),
                bad(400, "an LF alone at the end", "3\r\nabc\r\n0\r\n\n"),
                bad(400, "a size line over 256 bytes", "3;" + "e".repeat(300) + "\r\nabc\r\n0\r\n\r\n"),
                bad(400, "an endless size line", "3;" + "e".repeat(10_000)),
                bad(400, "endless zeros", "0".repeat(300)),
                bad(413, "a chunk over the limit", "4000001\r\nabc"),
                bad(413, "the largest size", "fffffffffffffff\r\nabc"),
                bad(413, "a small chunk and one over the limit", "3\r\nabc\r\n4000000\r\nabc"),
                bad(413, "a size of 2^32", "100000003\r\nabc\r\n0\r\n\r\n"),
                bad(400, "a trailer without a colon", "3\r\nabc\r\n0\r\nXY\r\n\r\n"),
                bad(400, "a trailer with a space before its colon", "3\r\nabc\r\n0\r\nX : y\r\n\r\n"),
                bad(400, "a folded trailer", "3\r\nabc\r\n0\r\nX: y\r\n z\r\n\r\n"),
                bad(400, "a NUL in a trailer", "3\r\nabc\r\n0\r\nX: \0\r\n\r\n"),
                bad(400, "a request for a trailer", "3\r\nabc\r\n0\r\nGET /x HTTP/1.1\r\n\r\n"),
                bad(431, "a trailer over 8 kB", "3\r\nabc\r\n0\r\nX: " + "y".repeat(8200) + "\r\n\r\n"),
                bad(431, "trailers over 8 kB", "3\r\nabc\r\n0\r\n" + "X: yyyyyyyyyyyy\r\n".repeat(600) + "\r\n"),
                bad(0, "a cut in the size", "3").cutByFin().answered(),
                bad(0, "a cut in the data", "3\r\nab").cutByFin().answered(),
                bad(0, "a cut behind the data", "3\r\nabc\r\n").cutByFin().answered(),
                bad(0, "a cut before the last line", "3\r\nabc\r\n0\r\n").cutByFin().answered(),
                bad(408, "silence before the last chunk", "3\r\nabc\r\n").closing()));
        return rows;
    }

    private static RequestCase bad(int status, String name, String chunks) {
        return refused(status, name, chunked(chunks)).seenPartly();
    }
}
