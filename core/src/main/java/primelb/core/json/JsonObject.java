package primelb.core.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * A JSON object; possibly empty.
 *
 * <p>The typed look-ups are empty where the member is absent or null, and throw {@link JsonTypeException} where it is
 * of another type, with a message that names the member.
 *
 * @param members name and value in order, unmodifiable
 */
public record JsonObject(SequencedMap<String, JsonValue> members) implements JsonValue {

    /** Copies the map; null names and values are refused. */
    public JsonObject {
        members.forEach((name, value) -> {
            if (name == null || value == null) {
                throw new NullPointerException("member " + name + " = " + value);
            }
        });
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    /** Returns a builder of an object without members. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the member of that name, JSON null included. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Returns the string of that name. */
    public Optional<String> text(String name) {
        return member(name, JsonString.class, "a string").map(JsonString::value);
    }

    /** Returns the integer of that name; a fraction or more than 64 bits is a {@link JsonTypeException}. */
    public OptionalLong integer(String name) {
        Optional<JsonNumber> number = member(name, JsonNumber.class, "an integer");
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(number.get().asLong());
        } catch (JsonTypeException e) {
            throw new JsonTypeException('"' + name + "\": " + e.getMessage(), e);
        }
    }

    /** Returns the number of that name as the nearest double. */
    public OptionalDouble number(String name) {
        Optional<JsonNumber> number = member(name, JsonNumber.class, "a number");
        return number.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number.get().asDouble());
    }

    /** Returns the boolean of that name. */
    public Optional<Boolean> bool(String name) {
        return member(name, JsonBoolean.class, "a boolean").map(JsonBoolean::value);
    }

    /** Returns the object of that name. */
    public Optional<JsonObject> object(String name) {
        return member(name, JsonObject.class, "an object");
    }

    /** Returns the array of that name. */
    public Optional<JsonArray> array(String name) {
        return member(name, JsonArray.class, "an array");
    }

    private <T extends JsonValue> Optional<T> member(String name, Class<T> type, String expected) {
        JsonValue value = members.get(name);
        if (value == null || value instanceof JsonNull) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new JsonTypeException('"' + name + "\": expected " + expected + ", got " + value.kind());
        }
        return Optional.of(type.cast(value));
    }

    /** Collects members in order. A second value for a name replaces the first, in its place. */
    public static final class Builder {

        private final SequencedMap<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a string, or JSON null where {@code value} is null. */
        public Builder put(String name, String value) {
            return put(name, value == null ? new JsonNull() : new JsonString(value));
        }

        /** Adds an integer. */
        public Builder put(String name, long value) {
            return put(name, JsonNumber.of(value));
        }

        /** Adds a number; NaN and the infinities are an {@link IllegalArgumentException}. */
        public Builder put(String name, double value) {
            return put(name, JsonNumber.of(value));
        }

        /** Adds a boolean. */
        public Builder put(String name, boolean value) {
            return put(name, new JsonBoolean(value));
        }

        /** Adds any value but Java null. */
        public Builder put(String name, JsonValue value) {
            if (name == null || value == null) {
                throw new NullPointerException("member " + name + " = " + value);
            }
            members.put(name, value);
            return this;
        }

        /** Adds JSON null. */
        public Builder putNull(String name) {
            return put(name, new JsonNull());
        }

        /** Returns the object of the members so far. */
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
