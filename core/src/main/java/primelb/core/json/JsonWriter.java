package primelb.core.json;

import java.util.Iterator;
import java.util.Map;

/**
 * Writes values as JSON text that {@link JsonReader} takes, and reads back to an equal value.
 *
 * <p>Quotes, backslashes and control characters are escaped, and so are U+2028 and U+2029 (line ends in older
 * JavaScript); everything else is written as it is. A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD.
 */
public final class JsonWriter {

    private static final String INDENT = "  ";
    private static final int WIDTH = 100;
    private static final char REPLACEMENT = '\uFFFD';
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /** Returns the value on one line without spaces. */
    public static String compact(JsonValue value) {
        return new JsonWriter(false).write(value, 0).out.toString();
    }

    /**
     * Returns the value on many lines, indented by two spaces, without a line end after the last. An array of numbers
     * alone fills its lines, so that a long one does not take a line a number.
     */
    public static String pretty(JsonValue value) {
        return new JsonWriter(true).write(value, 0).out.toString();
    }

    private JsonWriter write(JsonValue value, int depth) {
        switch (value) {
            case JsonObject object -> writeObject(object, depth);
            case JsonArray array -> writeArray(array, depth);
            case JsonString string -> writeString(string.value());
            case JsonNumber number -> out.append(number.literal());
            case JsonBoolean bool -> out.append(bool.value());
            case JsonNull _ -> out.append("null");
        }
        return this;
    }

    private void writeObject(JsonObject object, int depth) {
        if (object.members().isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        for (Iterator<Map.Entry<String, JsonValue>> each = object.members().entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, JsonValue> member = each.next();
            newLine(depth + 1);
            writeString(member.getKey());
            out.append(pretty ? ": " : ":");
            write(member.getValue(), depth + 1);
            if (each.hasNext()) {
                out.append(',');
            }
        }
        newLine(depth);
        out.append('}');
    }

    private void writeArray(JsonArray array, int depth) {
        if (array.values().isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        if (pretty && array.values().stream().allMatch(JsonNumber.class::isInstance)) {
            writeNumbers(array, depth);
            return;
        }
        for (Iterator<JsonValue> each = array.values().iterator(); each.hasNext(); ) {
            newLine(depth + 1);
            write(each.next(), depth + 1);
            if (each.hasNext()) {
                out.append(',');
            }
        }
        newLine(depth);
        out.append(']');
    }

    private void writeNumbers(JsonArray array, int depth) {
        String separator = "";
        // As if the line were full: the first number begins a line of its own.
        int lineStart = out.length() - WIDTH;
        for (JsonValue value : array.values()) {
            String literal = ((JsonNumber) value).literal();
            out.append(separator);
            if (out.length() - lineStart + literal.length() + 2 > WIDTH) {
                newLine(depth + 1);
                lineStart = out.length() - INDENT.length() * (depth + 1);
            } else {
                out.append(' ');
            }
            out.append(literal);
            separator = ",";
        }
        newLine(depth);
        out.append(']');
    }

    private void newLine(int depth) {
        if (pretty) {
            out.append('\n').repeat(INDENT, depth);
        }
    }

    private void writeString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7F || c == '\u2028' || c == '\u2029') {
                        writeEscape(c);
                    } else {
                        out.append(isLoneSurrogate(text, i) ? REPLACEMENT : c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private void writeEscape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
