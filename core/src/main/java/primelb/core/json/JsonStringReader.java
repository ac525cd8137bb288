package primelb.core.json;

/** Reads one JSON string: the cursor stands on the opening quote before, and after the closing quote afterwards. */
final class JsonStringReader {

    private static final int HEX_DIGITS = 4;

    private final JsonCursor cursor;
    private final StringBuilder value = new StringBuilder();

    JsonStringReader(JsonCursor cursor) {
        this.cursor = cursor;
    }

    String read() throws JsonSyntaxException {
        cursor.take('"');
        while (!cursor.takeIf('"')) {
            readCharacter();
        }
        return value.toString();
    }

    private void readCharacter() throws JsonSyntaxException {
        int start = cursor.position();
        char first = readUnit();
        if (!Character.isSurrogate(first)) {
            value.append(first);
            return;
        }
        if (Character.isHighSurrogate(first) && !cursor.atEnd() && cursor.peek() != '"') {
            char second = readUnit();
            if (Character.isLowSurrogate(second)) {
                value.append(first).append(second);
                return;
            }
        }
        throw cursor.mistake(start, "expected a pair of surrogates, found only U+%04X".formatted((int) first));
    }

    /** Returns the next UTF-16 unit, written as it is or as an escape. */
    private char readUnit() throws JsonSyntaxException {
        int c = cursor.peek();
        if (c < ' ') {
            // Also the end of the text, which is no character.
            throw cursor.expected(c == JsonCursor.END ? "'\"'" : "an escape for a control character");
        }
        if (c == '\\') {
            return readEscape();
        }
        cursor.advance();
        return (char) c;
    }

    private char readEscape() throws JsonSyntaxException {
        cursor.take('\\');
        int c = cursor.peek();
        char meaning = switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> 'u';
            default -> throw cursor.expected("one of \"\\/bfnrtu after a backslash");
        };
        cursor.advance();
        return c == 'u' ? readHex() : meaning;
    }

    private char readHex() throws JsonSyntaxException {
        int code = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            int c = cursor.peek();
            // Character.digit alone would take digits of other scripts too.
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw cursor.expected(HEX_DIGITS + " hexadecimal digits");
            }
            code = code << 4 | digit;
            cursor.advance();
        }
        return (char) code;
    }
}
