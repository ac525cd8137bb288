package primelb.core.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a {@link ScriptedBackend} does with one request, once it has read its head: one step after the other. After the
 * last one it reads the next request of the connection, unless that was closed.
 *
 * @param steps in order
 */
public record Behaviour(List<Step> steps) {

    /** One thing to do. */
    public sealed interface Step {}

    /** Reads the body of the request to its end and records it; the steps after it have the whole request. */
    public record ReadBody() implements Step {}

    /**
     * Sends these bytes, which need not be HTTP.
     *
     * @param bytes what to send
     */
    public record Send(byte[] bytes) implements Step {}

    /** Waits until the test says {@link ScriptedBackend#proceed}, or closes the backend. */
    public record Hold() implements Step {}

    /** Closes the connection in order; the peer reads its end. */
    public record Close() implements Step {}

    /** Resets the connection. */
    public record Reset() implements Step {}

    /** Copies the list. */
    public Behaviour {
        steps = List.copyOf(steps);
    }

    /** Returns the behaviour of these steps. */
    public static Behaviour of(Step... steps) {
        return new Behaviour(List.of(steps));
    }

    /** Reads the request and sends an answer with that status and body; the connection stays. */
    public static Behaviour answer(int status, String body) {
        return raw("HTTP/1.1 " + status + " Scripted\r\nContent-Type: text/plain\r\nContent-Length: "
                + bytes(body).length + "\r\n\r\n" + body);
    }

    /** Reads the request and sends 200 with that body; the connection stays. */
    public static Behaviour ok(String body) {
        return answer(200, body);
    }

    /** Reads the request and sends this text as it is; the connection stays. */
    public static Behaviour raw(String text) {
        return of(new ReadBody(), send(text));
    }

    /** Reads the request, sends this text as it is, and closes in order. */
    public static Behaviour rawThenClose(String text) {
        return of(new ReadBody(), send(text), new Close());
    }

    /** Reads the request and closes in order without a byte of an answer. */
    public static Behaviour closeUnanswered() {
        return of(new ReadBody(), new Close());
    }

    /** Reads the head alone and resets the connection. */
    public static Behaviour reset() {
        return of(new Reset());
    }

    /** Reads the request and says nothing. */
    public static Behaviour stall() {
        return of(new ReadBody(), new Hold());
    }

    /** Announces a body of {@code length} bytes, sends only {@code part} of it, and closes in order. */
    public static Behaviour cutBody(int length, String part) {
        return rawThenClose("HTTP/1.1 200 Scripted\r\nContent-Length: " + length + "\r\n\r\n" + part);
    }

    /** Sends the first text, and the second one once the test says {@link ScriptedBackend#proceed}. */
    public static Behaviour inTwoParts(String first, String second) {
        return of(new ReadBody(), send(first), new Hold(), send(second));
    }

    /** Returns the step that sends this text, a byte for each character. */
    public static Send send(String text) {
        return new Send(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
