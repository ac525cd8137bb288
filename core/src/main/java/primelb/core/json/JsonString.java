package primelb.core.json;

import java.util.Objects;

/**
 * A JSON string.
 *
 * @param value the text without quotes and escapes; not null
 */
public record JsonString(String value) implements JsonValue {

    /** Refuses null; JSON null is {@link JsonNull}. */
    public JsonString {
        Objects.requireNonNull(value, "value");
    }
}
