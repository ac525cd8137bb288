package primelb.core.proxy;

import static primelb.core.proxy.RequestCase.line;
import static primelb.core.proxy.RequestCase.ownAnswer;
import static primelb.core.proxy.RequestCase.refused;
import static primelb.core.proxy.RequestCase.served;

import java.util.List;

/** Odd request lines and hosts. */
final class StartLineCases {
    private StartLineCases() {
    }

    static List<RequestCase> methods() {
        return List.of(
                refused(400, "a brace in the method", line("GE{T / HTTP/1.1")),
                refused(400, "a colon in the method", line("GET: / HTTP/1.1")),
                refused(400, "a control in the method", line("GE\1T / HTTP/1.1")),
                refused(400, "a NUL in the method", line("G\0T / HTTP/1.1")),
                refused(400, "a Latin-1 letter in the method", line("G\u00c9T / HTTP/1.1")),
                refused(400, "no method", line(" / HTTP/1.1")),
                refused(400, "a space first", line(" GET / HTTP/1.1")),
                refused(400, "a tab behind the method", line("GET\t/ HTTP/1.1")),
                refused(400, "two spaces behind the method", line("GET  / HTTP/1.1")),
                refused(501, "a method of 33 letters", line("A".repeat(33) + " / HTTP/1.1")),
                served("a method of 32 letters", line("B".repeat(32) + " /m HTTP/1.1"), "B".repeat(32) + " /m HTTP/1.1\r\n"),
                served("an unknown method", line("BREW /pot HTTP/1.1"), "BREW /pot HTTP/1.1\r\n"),
                served("a method in lower case", line("get /low HTTP/1.1"), "get /low HTTP/1.1\r\n"),
                served("PROPFIND", line("PROPFIND /dav HTTP/1.1"), "PROPFIND /dav HTTP/1.1\r\n"),
                served("DELETE", line("DELETE /d HTTP/1.1"), "DELETE /d HTTP/1.1\r\n"),
                refused(405, "CONNECT", line("CONNECT h:443 HTTP/1.1")),
                refused(405, "CONNECT with a path", line("CONNECT /x HTTP/1.1")),
                ownAnswer(405, "TRACE", line("TRACE / HTTP/1.1")),
                ownAnswer(200, "OPTIONS *", line("OPTIONS * HTTP/1.1")),
                served("OPTIONS of a path", line("OPTIONS /o HTTP/1.1"), "OPTIONS /o HTTP/1.1\r\n"),
                ownAnswer(200, "OPTIONS with Max-Forwards 0", "OPTIONS /o HTTP/1.1\r\nHost: h\r\nMax-Forwards: 0\r\n\r\n"),
                served("GET with Max-Forwards 0", "GET /o HTTP/1.1\r\nHost: h\r\nMax-Forwards: 0\r\n\r\n"));
    }

    static List<RequestCase> targets() {
        return List.of(
                refused(400, "no target", line("GET HTTP/1.1")),
                refused(400, "an empty target", line("GET  HTTP/1.1")),
                refused(400, "a NUL in the target", line("GET /a\0b HTTP/1.1")),
                refused(400, "a control in the target", line("GET /a\7b HTTP/1.1")),
                refused(400, "DEL in the target", line("GET /a\u007fb HTTP/1.1")),
                refused(400, "a CR in the target", line("GET /a\rb HTTP/1.1")),
                refused(400, "a space in the target", line("GET /a b HTTP/1.1")),
                refused(400, "a tab in the target", line("GET /a\tb HTTP/1.1")),
                refused(400, "raw UTF-8 in the target", line("GET /\u00c3\u00a9 HTTP/1.1")),
                refused(400, "%zz", line("GET /%zz HTTP/1.1")),
                refused(400, "% at the end", line("GET /a% HTTP/1.1")),
                refused(400, "%4 at the end", line("GET /a%4 HTTP/1.1")),
                refused(400, "a fragment", line("GET /a#b HTTP/1.1")),
                refused(400, "no slash", line("GET a HTTP/1.1")),
                refused(400, "GET *", line("GET * HTTP/1.1")),
                refused(400, "OPTIONS **", line("OPTIONS ** HTTP/1.1")),
                refused(400, "another scheme", line("GET ftp://h/ HTTP/1.1")),
                refused(400, "user info in the target", line("GET http://u@h/ HTTP/1.1")),
                refused(400, "an absolute target without a host", line("GET http:///x HTTP/1.1")),
                refused(400, "an absolute target and another Host", line("GET http://other/x HTTP/1.1")),
                refused(414, "a request line over 8 kB", line("GET /" + "a".repeat(8200) + " HTTP/1.1")),
                refused(414, "an endless request line", "GET /" + "a".repeat(20_000)),
                served("a request line of just 8 kB", line("GET /" + "a".repeat(8192 - 14) + " HTTP/1.1")),
                served("%0d%0a", line("GET /a%0d%0aX-Bad:%201 HTTP/1.1"), "GET /a%0d%0aX-Bad:%201 HTTP/1.1\r\n", "!\nX-Bad"),
                served("%00", line("GET /%00 HTTP/1.1"), "GET /%00 HTTP/1.1\r\n"),
                served("two slashes", line("GET //a//b HTTP/1.1"), "GET //a//b HTTP/1.1\r\n"),
                served("dots", line("GET /a/../../etc HTTP/1.1"), "GET /a/../../etc HTTP/1.1\r\n"),
                served("encoded dots", line("GET /a/%2e%2E/%2f HTTP/1.1"), "GET /a/%2e%2E/%2f HTTP/1.1\r\n"),
                served("an empty query", line("GET /? HTTP/1.1"), "GET /? HTTP/1.1\r\n"),
                served("a query of question marks", line("GET /??a=?&&= HTTP/1.1"), "GET /??a=?&&= HTTP/1.1\r\n"),
                served("brackets and bars, which browsers send", line("GET /a?b[]=c|d HTTP/1.1"), "/a?b[]=c|d "),
                served("a backslash", line("GET /a\\b HTTP/1.1"), "GET /a\\b HTTP/1.1\r\n"),
                served("absolute form", line("GET http://h/x?y HTTP/1.1"), "GET /x?y HTTP/1.1\r\n", "Host: h\r\n"),
                served("absolute form in capitals", line("GET HTTP://H/x HTTP/1.1"), "GET /x HTTP/1.1\r\n"),
                served("absolute form without a path", line("GET http://h HTTP/1.1"), "GET / HTTP/1.1\r\n"),
                served("absolute form with a query only", line("GET http://h?q HTTP/1.1"), "GET /?q HTTP/1.1\r\n"),
                served("absolute form in HTTP/1.0", "GET http://h:8/x HTTP/1.0\r\n\r\n", "GET /x ", "Host: h:8\r\n").closing(),
                ownAnswer(200, "OPTIONS of a host alone", line("OPTIONS http://h HTTP/1.1")));
    }

    static List<RequestCase> versions() {
        return List.of(
                refused(400, "HTTP/0.9", "GET /\r\n\r\n"),
                refused(408, "HTTP/0.9, and then silence", "GET /\r\n").closing(),
                refused(505, "HTTP/2.0", line("GET / HTTP/2.0")),
                refused(505, "HTTP/1.2", line("GET / HTTP/1.2")),
                refused(505, "HTTP/0.9 said", line("GET / HTTP/0.9")),
                refused(400, "http/1.1", line("GET / http/1.1")),
                refused(400, "HTTP/1.10", line("GET / HTTP/1.10")),
                refused(400, "HTTP/1", line("GET / HTTP/1")),
                refused(400, "HTTP/1.", line("GET / HTTP/1.")),
                refused(400, "HTTP/01.1", line("GET / HTTP/01.1")),
                refused(400, "HTTP/1.1 and a space", line("GET / HTTP/1.1 ")),
                refused(400, "HTTP/1.1 and junk", line("GET / HTTP/1.1 x")),
                refused(400, "HTTP 1.1", line("GET / HTTP 1.1")),
                refused(400, "two spaces before the version", line("GET /  HTTP/1.1")),
                refused(505, "the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                refused(400, "LF alone behind the request line", "GET / HTTP/1.1\nHost: h\r\n\r\n"),
                refused(400, "LF alone everywhere", "GET / HTTP/1.1\nHost: h\n\n"),
                refused(400, "CR CR LF", "GET / HTTP/1.1\r\r\nHost: h\r\n\r\n"),
                refused(400, "a TLS hello", "\26\3\1\2\0\1\0\1\374\3\3"),
                refused(400, "zeros", "\0\0\0\0\0\0\0\0"),
                refused(400, "noise", "\u00ff\u00fe\u00a0\u0099\u0080{}"),
                refused(400, "two empty lines before it", "\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"),
                refused(400, "an LF before it", "\nGET / HTTP/1.1\r\nHost: h\r\n\r\n"),
                refused(400, "a CR before it", "\rGET / HTTP/1.1\r\nHost: h\r\n\r\n"),
                served("an empty line before it", "\r\nGET /e HTTP/1.1\r\nHost: h\r\n\r\n", "GET /e HTTP/1.1\r\n"),
                served("HTTP/1.0 goes on as 1.1", "GET /z HTTP/1.0\r\n\r\n", "GET /z HTTP/1.1\r\n", "Host: 127.").closing(),
                refused(400, "a head cut in the request line", "GET / HT").cutByFin().answered(),
                refused(400, "a head cut in the fields", "GET / HTTP/1.1\r\nHost: h\r\nX: y").cutByFin().answered(),
                refused(400, "a head without its empty line", "GET / HTTP/1.1\r\nHost: h\r\n").cutByFin().answered(),
                refused(400, "nothing at all", "").cutByFin().answered());
    }

    static List<RequestCase> hosts() {
        return List.of(
                refused(400, "no Host", "GET / HTTP/1.1\r\n\r\n"),
                refused(400, "no Host in absolute form", "GET http://h/ HTTP/1.1\r\n\r\n"),
                refused(400, "two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                refused(400, "two equal Hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n"),
                refused(400, "two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"),
                host(400, ""), host(400, "a b"), host(400, "a,b"), host(400, "a/b"), host(400, "u@h"), host(400, "h:x"),
                host(400, "h:99999"), host(400, "h:-1"), host(400, "h:1:2"), host(400, "[::1"), host(400, "[]"),
                host(400, "[::1]x"), host(400, "::1"), host(400, "a\u00e9"), host(400, "a\\b"), host(400, "h?x"),
                host(400, "<x>"), host(400, ":80"),
                host(200, "[::1]:80"), host(200, "h:80"), host(200, "h:"), host(200, "a_b.example"), host(200, "1.2.3.4:5"),
                host(200, "EXAMPLE"), host(200, "h."),
                served("Host behind other fields", "GET / HTTP/1.1\r\nA: b\r\nHoSt: h\r\n\r\n", "HoSt: h\r\n"));
    }

    private static RequestCase host(int status, String host) {
        String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        return status == 200 ? served("the host " + host, request, "Host: " + host + "\r\n")
                : refused(status, "the host '" + host + "'", request);
    }
}
