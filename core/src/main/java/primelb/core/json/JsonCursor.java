package primelb.core.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A position in a text, and mistakes that say where they are. For one thread. */
final class JsonCursor {

    /** What {@link #peek()} returns at the end: no character at all. */
    static final int END = -1;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int LONGEST_EXCERPT = 40;

    private final String text;
    private int position;

    private JsonCursor(String text) {
        this.text = text;
    }

    /** Returns a cursor at the first character of a text in well-formed UTF-8 of at most that many bytes. */
    static JsonCursor of(byte[] utf8, int maxBytes) throws JsonSyntaxException {
        checkSize(utf8.length, maxBytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(utf8);
        // UTF-8 never has more characters than bytes, so there is no overflow to handle.
        CharBuffer out = CharBuffer.allocate(utf8.length);
        CoderResult result = decoder.decode(in, out, true);
        JsonCursor cursor = new JsonCursor(out.flip().toString());
        if (result.isError()) {
            int wrong = in.get(in.position()) & 0xFF;
            throw cursor.mistake(cursor.text.length(),
                    "expected well-formed UTF-8, found byte 0x%02X".formatted(wrong));
        }
        return cursor;
    }

    /** Returns a cursor at the first character of a text that is at most that many bytes long in UTF-8. */
    static JsonCursor of(String text, int maxBytes) throws JsonSyntaxException {
        checkSize(text.getBytes(StandardCharsets.UTF_8).length, maxBytes);
        return new JsonCursor(text);
    }

    private static void checkSize(int bytes, int maxBytes) throws JsonSyntaxException {
        if (bytes > maxBytes) {
            throw new JsonSyntaxException(1, 1, "expected at most " + maxBytes + " bytes, found " + bytes);
        }
    }

    /** Returns the UTF-16 unit here, or {@link #END}. */
    int peek() {
        return atEnd() ? END : text.charAt(position);
    }

    boolean atEnd() {
        return position == text.length();
    }

    boolean isDigit() {
        int c = peek();
        return c >= '0' && c <= '9';
    }

    int position() {
        return position;
    }

    String textSince(int start) {
        return text.substring(start, position);
    }

    void advance() {
        position++;
    }

    /** Passes the character that the caller has already seen here. */
    void take(char seen) {
        assert peek() == seen : "at " + position;
        position++;
    }

    boolean takeIf(char c) {
        if (peek() != c) {
            return false;
        }
        position++;
        return true;
    }

    void skipWhiteSpace() {
        while (true) {
            switch (peek()) {
                case ' ', '\t', '\n', '\r' -> position++;
                default -> {
                    return;
                }
            }
        }
    }

    /** Returns a mistake at this position; what is found there is added. */
    JsonSyntaxException expected(String expected) {
        return mistake(position, "expected " + expected + ", found " + found());
    }

    /** Returns a mistake at an earlier position. */
    JsonSyntaxException mistake(int at, String problem) {
        int lineStart = text.lastIndexOf('\n', at - 1) + 1;
        int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        int column = 1 + text.codePointCount(lineStart, at);
        return new JsonSyntaxException(line, column, problem);
    }

    /** Returns what was read since {@code start}, cut where it is long. */
    String excerpt(int start) {
        String read = textSince(start);
        return read.length() <= LONGEST_EXCERPT ? read : read.substring(0, LONGEST_EXCERPT) + "...";
    }

    private String found() {
        if (atEnd()) {
            return "the end of the text";
        }
        int c = text.codePointAt(position);
        if (c == BYTE_ORDER_MARK) {
            return "a byte order mark";
        }
        boolean readable = c > ' ' && c < 0x7F;
        return readable ? "'" + (char) c + "'" : "U+%04X".formatted(c);
    }
}
