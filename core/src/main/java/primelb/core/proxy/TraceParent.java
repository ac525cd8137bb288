package primelb.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The field {@code traceparent} of W3C Trace Context: a valid one goes on as it came, since the balancer records no span of
 * its own; where there is none, one is begun. Begun by us, it is not marked as sampled, as the standard asks of whoever
 * makes no such decision.
 */
final class TraceParent {
    /** Of version 00: two digits of version, 32 of the trace, 16 of the parent, two of flags, and three dashes. */
    private static final int LENGTH = 55;
    private static final int TRACE_FROM = 3;
    private static final int TRACE_TO = 35;
    private static final int PARENT_FROM = 36;
    private static final int PARENT_TO = 52;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String NAME = "traceparent: ";
    private static final int VALUE_FROM = NAME.length();

    private final RandomGenerator random;
    /** The field line: its digits are written anew for each request, the rest stays. */
    private final byte[] line = (NAME + "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    /** Makes the one of a client connection; the generator is its own. */
    TraceParent(RandomGenerator random) {
        this.random = random;
    }

    /** Appends a field line with a new value. */
    void begin(ByteSink out) {
        hex(random.nextLong(), VALUE_FROM + TRACE_FROM);
        // Neither may be all zeros.
        hex(random.nextLong() | 1, VALUE_FROM + TRACE_FROM + 16);
        hex(random.nextLong() | 1, VALUE_FROM + PARENT_FROM);
        out.put(line);
    }

    private void hex(long bits, int from) {
        for (int i = 0; i < 16; i++) {
            line[from + i] = DIGITS[(int) (bits >>> (60 - 4 * i)) & 15];
        }
    }

    /** Returns the trace of the value that was begun last. */
    String begunTraceId() {
        return new String(line, VALUE_FROM + TRACE_FROM, TRACE_TO - TRACE_FROM, StandardCharsets.US_ASCII);
    }

    /** Returns the trace of a valid value. */
    static String traceId(String value) {
        return value.substring(TRACE_FROM, TRACE_TO);
    }

    /** Returns whether a value is valid; a later version may have more behind what version 00 has. */
    static boolean valid(byte[] bytes, int from, int to) {
        int length = to - from;
        boolean shaped = length >= LENGTH && isHex(bytes, from, from + 2) && bytes[from + 2] == '-'
                && isHex(bytes, from + TRACE_FROM, from + TRACE_TO) && bytes[from + TRACE_TO] == '-'
                && isHex(bytes, from + PARENT_FROM, from + PARENT_TO) && bytes[from + PARENT_TO] == '-'
                && isHex(bytes, from + PARENT_TO + 1, from + LENGTH);
        if (!shaped || bytes[from] == 'f' && bytes[from + 1] == 'f') {
            return false;
        }
        boolean first = bytes[from] == '0' && bytes[from + 1] == '0';
        return (length == LENGTH || !first && bytes[from + LENGTH] == '-')
                && !zero(bytes, from + TRACE_FROM, from + TRACE_TO)
                && !zero(bytes, from + PARENT_FROM, from + PARENT_TO);
    }

    private static boolean isHex(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            // Upper case is not allowed.
            if (!(bytes[i] >= '0' && bytes[i] <= '9' || bytes[i] >= 'a' && bytes[i] <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean zero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != '0') {
                return false;
            }
        }
        return true;
    }
}
