package primelb.core.json;

import java.util.List;

/**
 * A JSON array; possibly empty.
 *
 * @param values the elements in order, unmodifiable
 */
public record JsonArray(List<JsonValue> values) implements JsonValue {

    /** Copies the list. */
    public JsonArray {
        values = List.copyOf(values);
    }

    /** Returns an array of the given elements. */
    public static JsonArray of(JsonValue... values) {
        return new JsonArray(List.of(values));
    }
}
