package primelb.core.proxy;

import java.nio.charset.StandardCharsets;

import primelb.core.http.KnownField;
import primelb.core.http.RequestHead;

/**
 * The line of a request head that tells the server for how many milliseconds its answer is of use. The head is put
 * together once; for a later attempt, which has less time, only the digits are written anew. Not safe for several
 * threads.
 */
final class DeadlineLine {
    private static final byte[] NAME = "X-Request-Deadline: ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] CRLF = {'\r', '\n'};
    /** Digits of a value that somebody may have meant: 31,000 years. */
    private static final int MOST_DIGITS = 15;
    private static final byte[] BLANKS = " ".repeat(19).getBytes(StandardCharsets.ISO_8859_1);

    private int from;
    private int to;
    private long written;

    /**
     * Returns the milliseconds that the client says it waits, or {@link Long#MAX_VALUE} where it says nothing, or
     * nothing that can be understood in one way only.
     */
    static long ofClient(RequestHead head) {
        int line = head.indexOf(KnownField.X_REQUEST_DEADLINE);
        if (line < 0 || head.repeats(KnownField.X_REQUEST_DEADLINE)) {
            return Long.MAX_VALUE;
        }
        int valueFrom = head.valueFrom(line);
        int valueTo = head.valueTo(line);
        if (valueFrom == valueTo || valueTo - valueFrom > MOST_DIGITS) {
            return Long.MAX_VALUE;
        }
        long millis = 0;
        for (int i = valueFrom; i < valueTo; i++) {
            int digit = head.bytes()[i] - '0';
            if (digit < 0 || digit > 9) {
                return Long.MAX_VALUE;
            }
            millis = millis * 10 + digit;
        }
        return millis;
    }

    /** Appends the line. */
    void put(long millis, ByteSink out) {
        int width = 1;
        for (long rest = millis / 10; rest > 0; rest /= 10) {
            width++;
        }
        out.put(NAME);
        from = out.size();
        to = from + width;
        out.put(BLANKS, 0, width);
        write(millis, out.bytes());
        out.put(CRLF);
    }

    /** Writes another value, which is not larger, into the line that was put last. */
    void update(long millis, ByteSink out) {
        if (millis != written) {
            write(millis, out.bytes());
        }
    }

    private void write(long millis, byte[] bytes) {
        written = millis;
        int at = to;
        long rest = millis;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        // Blanks before a value are no part of it (RFC 9112 §5.1).
        while (at > from) {
            bytes[--at] = ' ';
        }
    }
}
