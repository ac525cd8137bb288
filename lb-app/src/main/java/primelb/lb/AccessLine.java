package primelb.lb;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import primelb.core.proxy.Exchange;

/**
 * Writes exchanges as lines of JSON, in printable ASCII only: whatever a client sends, it can neither end a line nor leave its
 * string. Written by hand, since a tree of values for each line would cost several times as much. For one thread.
 */
final class AccessLine {
    /** Characters of a path that are written: enough for any that people make. */
    static final int LONGEST = 2048;
    private static final int INITIAL = 64 * 1024;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MILLIS = 1_000;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[INITIAL];
    private int size;
    private long second = Long.MIN_VALUE;
    private String date = "";

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Appends a line: the exchange, and when it ended in milliseconds since 1970. */
    void put(Exchange exchange, long endedMillis) {
        plain("{\"time\":\"");
        time(endedMillis);
        plain("\"");
        text("requestId", exchange.requestId());
        text("traceId", exchange.traceId());
        text("client", exchange.client());
        text("method", exchange.method());
        text("path", exchange.target());
        number("status", exchange.status());
        text("cut", exchange.cut());
        number("bytes", exchange.bytes());
        text("server", answering(exchange));
        number("attempts", exchange.attempts().size());
        failures(exchange);
        number("queueMicros", exchange.queuedNanos() / NANOS_PER_MICRO);
        if (exchange.firstByteNanos() < 0) {
            text("firstByteMicros", null);
        } else {
            number("firstByteMicros", exchange.firstByteNanos() / NANOS_PER_MICRO);
        }
        number("totalMicros", exchange.totalNanos() / NANOS_PER_MICRO);
        plain("}\n");
    }

    /** Returns the last server that answered, which is mostly the one whose answer the client got; null if none did. */
    private static String answering(Exchange exchange) {
        String server = null;
        for (Exchange.Attempt attempt : exchange.attempts()) {
            server = attempt.failure() == null ? attempt.server() : server;
        }
        return server;
    }

    private void failures(Exchange exchange) {
        plain(",\"failures\":[");
        boolean first = true;
        for (Exchange.Attempt attempt : exchange.attempts()) {
            if (attempt.failure() != null) {
                plain(first ? "{\"server\":" : ",{\"server\":");
                quoted(attempt.server());
                text("cause", attempt.failure());
                number("micros", attempt.nanos() / NANOS_PER_MICRO);
                plain("}");
                first = false;
            }
        }
        plain("]");
    }

    private void time(long millis) {
        if (Math.floorDiv(millis, MILLIS) != second) {
            second = Math.floorDiv(millis, MILLIS);
            // As in 2026-01-01T00:00:00Z, without the Z.
            String whole = Instant.ofEpochSecond(second).toString();
            date = whole.substring(0, whole.length() - 1);
        }
        int rest = (int) Math.floorMod(millis, MILLIS);
        plain(date);
        plain(".");
        byteOf('0' + rest / 100);
        byteOf('0' + rest / 10 % 10);
        byteOf('0' + rest % 10);
        plain("Z");
    }

    private void text(String name, String value) {
        name(name);
        if (value == null) {
            plain("null");
        } else {
            quoted(value);
        }
    }

    private void number(String name, long value) {
        name(name);
        plain(Long.toString(value));
    }

    private void name(String name) {
        plain(",\"");
        plain(name);
        plain("\":");
    }

    private void quoted(String text) {
        byteOf('"');
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                byteOf('\\');
                byteOf(c);
            } else if (c >= ' ' && c <= '~') {
                byteOf(c);
            } else {
                plain("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    byteOf(DIGITS[c >> shift & 15]);
                }
            }
        }
        if (end < text.length()) {
            plain("...");
        }
        byteOf('"');
    }

    private void plain(String ascii) {
        ensure(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
    }

    private void byteOf(int c) {
        ensure(1);
        bytes[size++] = (byte) c;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
