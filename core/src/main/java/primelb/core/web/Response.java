package primelb.core.web;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import primelb.core.json.JsonValue;
import primelb.core.json.JsonWriter;

/**
 * An answer, complete before its first byte is sent, unless it is a {@link #stream}.
 *
 * @param status      200 to 599
 * @param contentType the type of the body
 * @param body        never null, not copied: who makes the answer leaves it alone afterwards
 * @param headers     further fields, in order; Content-Type and Content-Length are not among them
 * @param stream      writes the body in place of {@code body}, which is empty then; the connection ends with it
 */
public record Response(int status, String contentType, byte[] body, Map<String, String> headers,
                       Optional<BodyStream> stream) {
    /** Copies the headers. */
    public Response {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Makes an answer whose body is there. */
    public Response(int status, String contentType, byte[] body, Map<String, String> headers) {
        this(status, contentType, body, headers, Optional.empty());
    }

    /** Returns a successful answer whose body comes piece by piece. For HEAD it is not written. */
    public static Response stream(String contentType, BodyStream stream) {
        return new Response(200, contentType, new byte[0], Map.of(), Optional.of(stream));
    }

    /** Returns an answer with a JSON document and a newline, so that it looks right in a terminal. */
    public static Response json(int status, JsonValue value) {
        return new Response(status, "application/json", line(value), Map.of());
    }

    /** Returns an answer that states a problem. */
    public static Response problem(Problem problem) {
        return new Response(problem.status(), "application/problem+json", line(problem.toJson()), Map.of());
    }

    /** Returns an answer of plain text. */
    public static Response text(int status, String text) {
        return new Response(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Returns this answer with one more field; one of the same name is replaced. */
    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, contentType, body, more, stream);
    }

    private static byte[] line(JsonValue value) {
        return (JsonWriter.compact(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
