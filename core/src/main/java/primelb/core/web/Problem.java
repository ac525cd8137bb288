package primelb.core.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;

/**
 * What went wrong with a request, after RFC 9457. The type is always {@code about:blank} and therefore left
 * out, so the title is the phrase of the status.
 *
 * @param status     400 to 599
 * @param title      the same for every problem of this status
 * @param detail     what is wrong with this request: the thing, its value, the limit
 * @param extensions further members, in order; may be empty
 */
public record Problem(int status, String title, String detail, SequencedMap<String, JsonValue> extensions) {
    /** Checks the status and copies the extensions. */
    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem's status must be 400..599, got " + status);
        }
        extensions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(extensions));
    }

    /** Makes a problem without extension members. */
    public Problem(int status, String title, String detail) {
        this(status, title, detail, new LinkedHashMap<>());
    }

    /** Returns a problem whose title is the phrase of its status. */
    public static Problem of(int status, String detail) {
        return new Problem(status, phrase(status), detail);
    }

    /** Returns this problem with one more text member. */
    public Problem with(String name, String value) {
        SequencedMap<String, JsonValue> more = new LinkedHashMap<>(extensions);
        more.put(name, new JsonString(value));
        return new Problem(status, title, detail, more);
    }

    /** Returns the body: {@code title}, {@code status}, {@code detail}, then the extensions. */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
            .put("title", title)
            .put("status", status)
            .put("detail", detail);
        extensions.forEach(json::put);
        return json.build();
    }

    private static String phrase(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> status < 500 ? "Client Error" : "Server Error";
        };
    }
}
