package primelb.core.http;

import java.io.IOException;

/**
 * Finds where a head ends, while it is still arriving, and refuses at once what can never become one: a line that ends
 * with a bare LF, a line or head over its limit.
 */
public final class HeadScanner {
    private final HeadLimits limits;
    private final int tooLongStart;

    /**
     * Makes a scanner.
     *
     * @param limits how large a head may be
     * @param tooLongStart the status for a start line over its limit: 414 for requests
     */
    public HeadScanner(HeadLimits limits, int tooLongStart) {
        this.limits = limits;
        this.tooLongStart = tooLongStart;
    }

    /** Returns the limits. */
    public HeadLimits limits() {
        return limits;
    }

    /**
     * Reads until a whole head is available.
     *
     * @param source where to read; its position is where the head begins
     * @return the length of the head with its empty line, or -1 if the stream ended before its first byte
     * @throws TruncatedException if the stream ended inside the head
     * @throws MalformedHttpException if it is refused
     * @throws IOException if the stream fails
     */
    public int await(ByteSource source) throws IOException {
        int scanned = 0;
        int lineStart = 0;
        boolean startLine = true;
        while (true) {
            byte[] bytes = source.buffer();
            int base = source.position();
            int available = source.available();
            for (int i = scanned; i < available; i++) {
                if (bytes[base + i] != '\n') {
                    continue;
                }
                if (i == 0 || bytes[base + i - 1] != '\r') {
                    throw new MalformedHttpException(400, "a line that ends with a bare LF");
                }
                if (i - lineStart == 1 && !startLine) {
                    return checked(i + 1);
                }
                checkLine(i - 1 - lineStart, startLine);
                if (i - lineStart == 1) {
                    throw new MalformedHttpException(400, "an empty start line");
                }
                lineStart = i + 1;
                startLine = false;
            }
            scanned = available;
            checkLine(available - lineStart - 1, startLine);
            checked(available);
            if (source.fill(limits.maxHead() + ByteSource.SMALL) < 0) {
                if (available == 0) {
                    return -1;
                }
                throw new TruncatedException("the connection ended inside a head");
            }
        }
    }

    private void checkLine(int length, boolean startLine) throws MalformedHttpException {
        if (startLine && length > limits.maxStartLine()) {
            throw new MalformedHttpException(tooLongStart, "a start line longer than " + limits.maxStartLine() + " bytes");
        }
        if (!startLine && length > limits.maxFieldLine()) {
            throw new MalformedHttpException(431, "a field line longer than " + limits.maxFieldLine() + " bytes");
        }
    }

    private int checked(int length) throws MalformedHttpException {
        if (length > limits.maxHead()) {
            throw new MalformedHttpException(431, "a head longer than " + limits.maxHead() + " bytes");
        }
        return length;
    }
}
