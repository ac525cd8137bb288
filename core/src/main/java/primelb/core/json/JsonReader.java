package primelb.core.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Reads one JSON text as RFC 8259 states it, and nothing looser.
 *
 * <p>Beyond the grammar these are refused, since readers disagree about them and a disagreement can be abused: a name
 * twice in one object, a lone surrogate, a byte order mark, UTF-8 that is not well-formed, anything but white space
 * after the value. Safe for use by many threads.
 */
public final class JsonReader {

    private final JsonCursor cursor;
    private final int maxDepth;

    private JsonReader(JsonCursor cursor, int maxDepth) {
        this.cursor = cursor;
        this.maxDepth = maxDepth;
    }

    /**
     * Returns the value of a complete text in UTF-8.
     *
     * @throws JsonSyntaxException if it is not JSON, or not within the limits
     */
    public static JsonValue read(byte[] utf8, JsonLimits limits) throws JsonSyntaxException {
        return read(JsonCursor.of(utf8, limits.maxBytes()), limits);
    }

    /**
     * Returns the value of a complete text, with the limit counted as if it were written in UTF-8.
     *
     * @throws JsonSyntaxException if it is not JSON, or not within the limits
     */
    public static JsonValue read(String text, JsonLimits limits) throws JsonSyntaxException {
        return read(JsonCursor.of(text, limits.maxBytes()), limits);
    }

    private static JsonValue read(JsonCursor cursor, JsonLimits limits) throws JsonSyntaxException {
        cursor.skipWhiteSpace();
        JsonValue value = new JsonReader(cursor, limits.maxDepth()).readValue(0);
        cursor.skipWhiteSpace();
        if (!cursor.atEnd()) {
            throw cursor.expected("the end of the text");
        }
        return value;
    }

    private JsonValue readValue(int depth) throws JsonSyntaxException {
        return switch (cursor.peek()) {
            case '{' -> readObject(depth);
            case '[' -> readArray(depth);
            case '"' -> new JsonString(new JsonStringReader(cursor).read());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> readNumber();
            case 't' -> readWord("true", new JsonBoolean(true));
            case 'f' -> readWord("false", new JsonBoolean(false));
            case 'n' -> readWord("null", new JsonNull());
            default -> throw cursor.expected("a value");
        };
    }

    private JsonObject readObject(int depth) throws JsonSyntaxException {
        checkDepth(depth);
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        cursor.take('{');
        cursor.skipWhiteSpace();
        if (cursor.takeIf('}')) {
            return new JsonObject(members);
        }
        do {
            cursor.skipWhiteSpace();
            readMember(members, depth);
            cursor.skipWhiteSpace();
        } while (cursor.takeIf(','));
        if (!cursor.takeIf('}')) {
            throw cursor.expected("',' or '}'");
        }
        return new JsonObject(members);
    }

    private void readMember(SequencedMap<String, JsonValue> members, int depth) throws JsonSyntaxException {
        int start = cursor.position();
        if (cursor.peek() != '"') {
            throw cursor.expected(members.isEmpty() ? "a name in quotes or '}'" : "a name in quotes");
        }
        String name = new JsonStringReader(cursor).read();
        if (members.containsKey(name)) {
            throw cursor.mistake(start, "expected a new name, found " + cursor.excerpt(start) + " again");
        }
        cursor.skipWhiteSpace();
        if (!cursor.takeIf(':')) {
            throw cursor.expected("':'");
        }
        cursor.skipWhiteSpace();
        members.put(name, readValue(depth + 1));
    }

    private JsonArray readArray(int depth) throws JsonSyntaxException {
        checkDepth(depth);
        List<JsonValue> values = new ArrayList<>();
        cursor.take('[');
        cursor.skipWhiteSpace();
        if (cursor.takeIf(']')) {
            return new JsonArray(values);
        }
        do {
            cursor.skipWhiteSpace();
            values.add(readValue(depth + 1));
            cursor.skipWhiteSpace();
        } while (cursor.takeIf(','));
        if (!cursor.takeIf(']')) {
            throw cursor.expected("',' or ']'");
        }
        return new JsonArray(values);
    }

    private void checkDepth(int depth) throws JsonSyntaxException {
        if (depth >= maxDepth) {
            throw cursor.mistake(cursor.position(), "expected at most " + maxDepth
                    + " arrays and objects inside each other, found one more");
        }
    }

    private JsonNumber readNumber() throws JsonSyntaxException {
        int start = cursor.position();
        cursor.takeIf('-');
        if (cursor.takeIf('0')) {
            if (cursor.isDigit()) {
                throw cursor.expected("no digit after a leading 0");
            }
        } else {
            readDigits();
        }
        if (cursor.takeIf('.')) {
            readDigits();
        }
        if (cursor.takeIf('e') || cursor.takeIf('E')) {
            if (!cursor.takeIf('+')) {
                cursor.takeIf('-');
            }
            readDigits();
        }
        return new JsonNumber(cursor.textSince(start));
    }

    private void readDigits() throws JsonSyntaxException {
        if (!cursor.isDigit()) {
            throw cursor.expected("a digit");
        }
        while (cursor.isDigit()) {
            cursor.advance();
        }
    }

    private JsonValue readWord(String word, JsonValue meaning) throws JsonSyntaxException {
        for (int i = 0; i < word.length(); i++) {
            if (!cursor.takeIf(word.charAt(i))) {
                throw cursor.expected("'" + word.charAt(i) + "' of " + word);
            }
        }
        return meaning;
    }
}
