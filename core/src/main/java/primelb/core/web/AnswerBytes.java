package primelb.core.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import primelb.core.http.Field;

/** Puts an answer into the form in which it goes over the wire, in one piece: one write, and mostly one packet. */
final class AnswerBytes {
    /** What a client is sent that waits to hear whether it may send its body, or whether anybody is still there. */
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] NOTHING = {};

    private final HttpDate date;

    AnswerBytes(HttpDate date) {
        this.date = date;
    }

    /**
     * Returns head and body.
     *
     * @param toHead     whether the request was HEAD: the length is told, the body is not sent
     * @param connection what to say about the connection, or null where nothing needs to be said
     */
    ByteBuffer encode(Response response, boolean toHead, String connection) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(response.status()).append(' ').append(Phrases.of(response.status()))
            .append("\r\n");
        field(head, "Date", date.now());
        field(head, "Content-Type", response.contentType());
        for (Map.Entry<String, String> field : response.headers().entrySet()) {
            field(head, field.getKey(), field.getValue());
        }
        if (connection != null) {
            field(head, "Connection", connection);
        }
        boolean bodiless = response.status() == 204 || response.status() == 304;
        if (!bodiless) {
            head.append("Content-Length: ").append(response.body().length).append("\r\n");
        }
        byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] body = toHead || bodiless ? NOTHING : response.body();
        return ByteBuffer.allocate(headBytes.length + body.length).put(headBytes).put(body).flip();
    }

    private static void field(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /**
     * Checks what a handler put into the fields of its answer: nothing of a request may become a field of its own.
     *
     * @throws IllegalArgumentException if a name or value cannot be sent as one field
     */
    static Response checked(Response response) {
        response.headers().forEach(Field::new);
        return response;
    }
}
