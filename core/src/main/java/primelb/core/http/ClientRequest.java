package primelb.core.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A request to send, whole.
 *
 * @param method the method, a token
 * @param target the target in origin form: it begins with a slash
 * @param fields the fields; Host and Content-Length are added where they are absent
 * @param body the body; empty for none
 */
public record ClientRequest(String method, String target, List<Field> fields, byte[] body) {
    /** Refuses what would not be one request on the wire. */
    public ClientRequest {
        Objects.requireNonNull(body, "body");
        fields = List.copyOf(fields);
        if (!HttpChars.isToken(method)) {
            throw new IllegalArgumentException("not a method: '" + method + "'");
        }
        if (!target.startsWith("/") || !target.chars().allMatch(c -> c < 0x80 && HttpChars.isTarget((byte) c))) {
            throw new IllegalArgumentException("not a request target: '" + target + "'");
        }
    }

    /** Returns a GET without fields. */
    public static ClientRequest get(String target) {
        return new ClientRequest("GET", target, List.of(), new byte[0]);
    }

    /** Returns the request as it goes over the wire to this origin. */
    public byte[] encode(HttpOrigin origin) {
        StringBuilder head = new StringBuilder(128);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (!has("Host")) {
            head.append("Host: ").append(origin.hostField()).append("\r\n");
        }
        for (Field field : fields) {
            head.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        boolean wantsLength = body.length > 0 || !Methods.repeatable(method);
        if (wantsLength && !has("Content-Length")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }
}
