package primelb.core.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of a head, as ranges of the bytes that were read.
 *
 * <p>One object serves one connection: {@link #parseFields} fills it anew. The ranges are valid until the buffer behind
 * them is read into again. Used by one thread at a time.
 */
public abstract sealed class Head permits RequestHead, ResponseHead {
    private static final int RANGES = 4;

    private byte[] bytes = new byte[0];
    private int[] ranges = new int[RANGES * 16];
    private KnownField[] known = new KnownField[16];
    private int count;
    private int fieldsEnd;
    /** A bit for each known field that the head has, and for each that it has more than once. */
    private long present;
    private long repeated;

    /** Only the two kinds of heads. */
    Head() {
    }

    /** Forgets the fields of the head before and takes the bytes of the next. */
    final void begin(byte[] newBytes) {
        bytes = newBytes;
        count = 0;
        present = 0;
        repeated = 0;
    }

    /**
     * Reads the field lines.
     *
     * @param from the first byte behind the start line
     * @param end the index behind the empty line that ends the head; every line is known to end with CR LF
     */
    final void parseFields(int from, int end, HeadLimits limits) throws MalformedHttpException {
        int line = from;
        int last = end - 2;
        fieldsEnd = last;
        while (line < last) {
            int lineEnd = line;
            while (bytes[lineEnd] != '\r') {
                lineEnd++;
            }
            if (bytes[lineEnd + 1] != '\n') {
                throw new MalformedHttpException(400, "a bare CR in a field line");
            }
            parseField(line, lineEnd, limits);
            line = lineEnd + 2;
        }
    }

    private void parseField(int line, int lineEnd, HeadLimits limits) throws MalformedHttpException {
        if (lineEnd - line > limits.maxFieldLine()) {
            throw new MalformedHttpException(431, "a field line is longer than " + limits.maxFieldLine() + " bytes");
        }
        if (count == limits.maxFields()) {
            throw new MalformedHttpException(431, "more than " + limits.maxFields() + " field lines");
        }
        int colon = line;
        while (colon < lineEnd && HttpChars.isToken(bytes[colon])) {
            colon++;
        }
        if (colon == line || colon == lineEnd || bytes[colon] != ':') {
            throw new MalformedHttpException(400, "a field line without a proper name and colon");
        }
        int from = colon + 1;
        int to = lineEnd;
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        for (int i = from; i < to; i++) {
            if (!HttpChars.isValue(bytes[i])) {
                throw new MalformedHttpException(400, "a control character in a field value");
            }
        }
        add(line, colon, from, to);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private void add(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        if (count == known.length) {
            known = Arrays.copyOf(known, count * 2);
            ranges = Arrays.copyOf(ranges, count * 2 * RANGES);
        }
        int at = count * RANGES;
        ranges[at] = nameFrom;
        ranges[at + 1] = nameTo;
        ranges[at + 2] = valueFrom;
        ranges[at + 3] = valueTo;
        KnownField field = KnownField.of(bytes, nameFrom, nameTo);
        known[count++] = field;
        repeated |= present & field.bit();
        present |= field.bit();
    }

    /** Returns the first line of a field that need not be a known one, or -1; the name is given in lower case. */
    public final int indexOf(String lowerCase) {
        for (int i = 0; i < count; i++) {
            if (equalsIgnoreCase(nameFrom(i), nameTo(i), lowerCase)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the bytes that all ranges refer to. */
    public final byte[] bytes() {
        return bytes;
    }

    /** Returns the number of field lines. */
    public final int fieldCount() {
        return count;
    }

    /** Returns the index behind the last field line, with its end. */
    public final int fieldsEnd() {
        return fieldsEnd;
    }

    /** Returns which field line {@code i} is. */
    public final KnownField known(int i) {
        return known[i];
    }

    /** Returns where the name of field line {@code i} begins. */
    public final int nameFrom(int i) {
        return ranges[i * RANGES];
    }

    /** Returns where the name of field line {@code i} ends. */
    public final int nameTo(int i) {
        return ranges[i * RANGES + 1];
    }

    /** Returns where the value of field line {@code i} begins, without leading white space. */
    public final int valueFrom(int i) {
        return ranges[i * RANGES + 2];
    }

    /** Returns where the value of field line {@code i} ends, without trailing white space. */
    public final int valueTo(int i) {
        return ranges[i * RANGES + 3];
    }

    /** Returns whether the head has this field. */
    public final boolean has(KnownField field) {
        return (present & field.bit()) != 0;
    }

    /** Returns whether the head has more than one line of this field. */
    public final boolean repeats(KnownField field) {
        return (repeated & field.bit()) != 0;
    }

    /** Returns the index of the first line of this field, or -1. */
    public final int indexOf(KnownField field) {
        if (!has(field)) {
            return -1;
        }
        for (int i = 0; i < count; i++) {
            if (known[i] == field) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the value of field line {@code i} as Latin-1 text. */
    public final String value(int i) {
        return text(valueFrom(i), valueTo(i));
    }

    /** Returns a range of the bytes as Latin-1 text. */
    final String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Returns whether a range equals the text, compared without case; the text is given in lower case. */
    final boolean equalsIgnoreCase(int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            byte b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a line of this field has the token in its comma list, compared without case. */
    public final boolean hasToken(KnownField field, String lowerCase) {
        if (!has(field)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (known[i] == field && listHas(valueFrom(i), valueTo(i), lowerCase)) {
                return true;
            }
        }
        return false;
    }

    private boolean listHas(int from, int to, String lowerCase) {
        int start = from;
        while (start <= to) {
            int end = start;
            while (end < to && bytes[end] != ',') {
                end++;
            }
            int first = start;
            int last = end;
            while (first < last && isBlank(bytes[first])) {
                first++;
            }
            while (last > first && isBlank(bytes[last - 1])) {
                last--;
            }
            if (equalsIgnoreCase(first, last, lowerCase)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Returns whether a sender of this version, 0 or 1, keeps the connection as far as its Connection lines say. */
    final boolean keepsConnection(int minorVersion) {
        return !hasToken(KnownField.CONNECTION, "close")
                && (minorVersion > 0 || hasToken(KnownField.CONNECTION, "keep-alive"));
    }

    /** Returns all fields as text, in their order. */
    public final List<Field> fields() {
        List<Field> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(new Field(text(nameFrom(i), nameTo(i)), value(i)));
        }
        return List.copyOf(list);
    }

    /**
     * Returns the one Content-Length, or -1 where there is none.
     *
     * @throws MalformedHttpException if there are two lines, or it is not a plain number below 2^63
     */
    final long contentLength() throws MalformedHttpException {
        int line = indexOf(KnownField.CONTENT_LENGTH);
        if (line < 0) {
            return -1;
        }
        if (repeats(KnownField.CONTENT_LENGTH)) {
            throw new MalformedHttpException(400, "more than one Content-Length");
        }
        int from = valueFrom(line);
        int to = valueTo(line);
        long length = 0;
        if (from == to || to - from > 19) {
            throw new MalformedHttpException(400, "a Content-Length that is no number");
        }
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new MalformedHttpException(400, "a Content-Length that is no number");
            }
            length = length * 10 + digit;
            if (length < 0) {
                throw new MalformedHttpException(400, "a Content-Length over 2^63-1");
            }
        }
        return length;
    }
}
