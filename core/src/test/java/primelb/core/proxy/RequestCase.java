package primelb.core.proxy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A row of the table of odd requests: what a client sends, and what it and the backend must see of it.
 *
 * @param name what is odd about it
 * @param bytes what is sent, a byte for each character
 * @param halfClose whether the client ends its stream then
 * @param answers the statuses of the answers, in order; none is a bare close
 * @param toHead whether they answer HEAD, and have no body
 * @param closes whether the connection ends behind them, or takes another request
 * @param whole how many requests a backend gets with their end
 * @param partly whether it may see the beginning of one more, which is aborted
 * @param seen what the last of them must contain, head or body; with "!" before it, what it must not contain
 */
record RequestCase(String name, String bytes, boolean halfClose, List<Integer> answers, boolean toHead, boolean closes,
        int whole, boolean partly, List<String> seen) {

    /** Returns a row of a request that is answered with an error and reaches nobody. */
    static RequestCase refused(int status, String name, String bytes) {
        return new RequestCase(name, bytes, false, List.of(status), false, true, 0, false, List.of());
    }

    /** Returns a row of a request that is forwarded and answered, on a connection that stays. */
    static RequestCase served(String name, String bytes, String... seen) {
        return new RequestCase(name, bytes, false, List.of(200), false, false, 1, false, List.of(seen));
    }

    /** Returns a row of a request that the balancer answers itself, on a connection that stays. */
    static RequestCase ownAnswer(int status, String name, String bytes) {
        return new RequestCase(name, bytes, false, List.of(status), false, false, 0, false, List.of());
    }

    /** The connection ends behind the answers. */
    RequestCase closing() {
        return new RequestCase(name, bytes, halfClose, answers, toHead, true, whole, partly, seen);
    }

    /** The client ends its stream behind the bytes, and so the connection ends behind the answers. */
    RequestCase cutByFin() {
        return new RequestCase(name, bytes, true, answers, toHead, true, whole, partly, seen);
    }

    /** The answers have these statuses. */
    RequestCase answered(Integer... statuses) {
        return new RequestCase(name, bytes, halfClose, List.of(statuses), toHead, closes, whole, partly, seen);
    }

    /** The answers have no bodies. */
    RequestCase toHeadRequests() {
        return new RequestCase(name, bytes, halfClose, answers, true, closes, whole, partly, seen);
    }

    /** The request was on its way when its fault was found. */
    RequestCase seenPartly() {
        return new RequestCase(name, bytes, halfClose, answers, toHead, closes, whole, true, seen);
    }

    /** There are several requests, each answered with 200. */
    RequestCase times(int requests) {
        return new RequestCase(name, bytes, halfClose, new ArrayList<>(Collections.nCopies(requests, 200)), toHead, closes,
                requests, partly, seen);
    }

    /** So many of the requests reach a backend whole. */
    RequestCase reaching(int requests) {
        return new RequestCase(name, bytes, halfClose, answers, toHead, closes, requests, partly, seen);
    }

    /** Returns a GET with this request line. */
    static String line(String requestLine) {
        return requestLine + "\r\nHost: h\r\n\r\n";
    }

    /** Returns a GET with these field lines besides its Host. */
    static String fields(String lines) {
        return "GET /f HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n\r\n";
    }

    /** Returns a POST with these field lines and this body. */
    static String post(String lines, String body) {
        return "POST /p HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n\r\n" + body;
    }

    /** Returns a chunked POST with this body. */
    static String chunked(String body) {
        return post("Transfer-Encoding: chunked", body);
    }

    @Override
    public String toString() {
        return name;
    }
}
