package primelb.core.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads requests off a connection, trusting them: what a balancer sends is what the tests are to look at. */
final class RawRequestReader {

    private static final int LONGEST_HEAD = 1 << 20;

    private final InputStream in;

    RawRequestReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Returns the next head with its empty line, or nothing if the connection ended before its first byte. */
    Optional<String> head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int b = in.read();
            if (b < 0 && head.size() == 0) {
                return Optional.empty();
            }
            if (b < 0 || head.size() == LONGEST_HEAD) {
                throw new EOFException("no end of the head in " + head.size() + " bytes");
            }
            head.write(b);
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return Optional.of(head.toString(StandardCharsets.ISO_8859_1));
    }

    /** Reads the announced body into {@code body}, piece by piece, so that a cut one is seen as far as it came. */
    void body(ReceivedRequest request, ByteArrayOutputStream body) throws IOException {
        if (request.field("Transfer-Encoding").isPresent()) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                copy(size, body);
                line();
            }
            while (!line().isEmpty()) {
                // A trailer, which no test looks at.
            }
        } else {
            copy(request.field("Content-Length").map(Long::parseLong).orElse(0L), body);
        }
    }

    private int chunkSize() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        return Integer.parseInt(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the body ended within a line");
            }
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(b);
        }
    }

    private void copy(long length, ByteArrayOutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("the body ended " + left + " bytes early");
            }
            to.write(buffer, 0, read);
            left -= read;
        }
    }
}
