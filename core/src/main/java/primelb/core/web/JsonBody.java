package primelb.core.web;

import java.util.Optional;
import java.util.regex.Pattern;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.json.JsonValue;

/** Reads the JSON document of a request. */
public final class JsonBody {
    /** JSON is UTF-8 (RFC 8259), so no other charset is taken, and this one need not be named. */
    private static final Pattern JSON = Pattern.compile(
        "application/json[ \t]*(;[ \t]*charset=(utf-8|\"utf-8\")[ \t]*)?", Pattern.CASE_INSENSITIVE);

    private JsonBody() {
    }

    /**
     * Returns the object a request carries.
     *
     * @throws ProblemException 415 unless Content-Type is {@code application/json}; 400 with line and column for
     *                          broken JSON, or where the document is not an object
     */
    public static JsonObject object(Request request) throws ProblemException {
        Optional<String> type = request.fields().single("Content-Type");
        if (type.isEmpty() || !JSON.matcher(type.get()).matches()) {
            throw new ProblemException(Problem.of(415, "Content-Type must be application/json, got "
                + type.map(text -> "'" + text + "'").orElse("none")));
        }
        JsonValue value;
        try {
            value = JsonReader.read(request.body(), JsonLimits.REQUEST);
        } catch (JsonSyntaxException e) {
            throw ProblemException.badRequest("the body is not JSON: " + e.getMessage());
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw ProblemException.badRequest("the body must be a JSON object, as {\"name\":\"value\"}");
    }
}
