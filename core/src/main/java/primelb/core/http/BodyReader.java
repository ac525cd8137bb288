package primelb.core.http;

import java.io.IOException;
import java.util.Objects;

/**
 * Reads a body in slices of its source's buffer, without copying, and not a byte beyond its end.
 *
 * <p>Trailer fields are checked and dropped. One reader serves one connection: {@link #start} begins the next body.
 */
public final class BodyReader {
    private static final int MAX_SIZE_LINE = 256;
    private static final int MAX_SIZE_DIGITS = 15;
    private static final int MAX_TRAILERS = 8 * 1024;

    private enum State { DATA, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILERS, UNTIL_CLOSE, FINISHED }

    /** What to do before the reader waits for more bytes: the moment to pass on what was read so far. */
    @FunctionalInterface
    public interface BeforeWait {
        /** Is called before each read from the stream; an exception ends the reading. */
        void run() throws IOException;
    }

    private final ByteSource source;
    private final int bufferSize;
    private final BeforeWait beforeWait;
    private State state = State.FINISHED;
    private long remaining;
    private long allowed;
    private int slice;

    /**
     * Makes a reader.
     *
     * @param source where the body comes from
     * @param bufferSize bytes to read at once where a body is larger than the source's small buffer
     * @param beforeWait is run before each read from the stream
     */
    public BodyReader(ByteSource source, int bufferSize, BeforeWait beforeWait) {
        this.source = Objects.requireNonNull(source, "source");
        this.bufferSize = bufferSize;
        this.beforeWait = Objects.requireNonNull(beforeWait, "beforeWait");
    }

    /** Begins a body of any size that starts at the source's position. */
    public void start(Framing framing) {
        start(framing, Long.MAX_VALUE);
    }

    /** Begins a body that starts at the source's position; chunks that announce more bytes than this in all are refused. */
    public void start(Framing framing, long maxChunked) {
        slice = 0;
        allowed = maxChunked;
        switch (framing) {
            case Framing.Length(long bytes) -> {
                remaining = bytes;
                state = bytes == 0 ? State.FINISHED : State.DATA;
            }
            case Framing.Chunked chunked -> state = State.CHUNK_SIZE;
            case Framing.UntilClose untilClose -> state = State.UNTIL_CLOSE;
        }
    }

    /** Returns the index of the current slice in the source's buffer. */
    public int offset() {
        return source.position();
    }

    /**
     * Consumes the slice before and returns the length of the next; its bytes are at {@link #offset()} of the source's
     * buffer until the next call.
     *
     * @return 1 or more, or -1 at the end of the body
     * @throws TruncatedException if the connection ended inside the body
     * @throws MalformedHttpException if the chunks are malformed
     * @throws IOException if the stream fails
     */
    public int next() throws IOException {
        source.consume(slice);
        slice = 0;
        while (true) {
            switch (state) {
                case FINISHED -> {
                    return -1;
                }
                case DATA, CHUNK_DATA -> {
                    return takeData();
                }
                case UNTIL_CLOSE -> {
                    if (source.available() == 0 && fill() < 0) {
                        state = State.FINISHED;
                        return -1;
                    }
                    slice = source.available();
                    return slice;
                }
                case CHUNK_SIZE -> readChunkSize();
                case CHUNK_END -> {
                    if (readLine(2, 400) != 0) {
                        throw new MalformedHttpException(400, "chunk data that is not followed by CR LF");
                    }
                    source.consume(2);
                    state = State.CHUNK_SIZE;
                }
                case TRAILERS -> readTrailers();
            }
        }
    }

    private int takeData() throws IOException {
        if (source.available() == 0) {
            if (remaining > ByteSource.SMALL) {
                source.reserve(bufferSize);
            }
            fillOrTruncated();
        }
        slice = (int) Math.min(remaining, source.available());
        remaining -= slice;
        if (remaining == 0) {
            state = state == State.DATA ? State.FINISHED : State.CHUNK_END;
        }
        return slice;
    }

    private void readChunkSize() throws IOException {
        int length = readLine(MAX_SIZE_LINE, 400);
        byte[] bytes = source.buffer();
        int from = source.position();
        int digits = 0;
        long size = 0;
        while (digits < length && HttpChars.hexDigit(bytes[from + digits]) >= 0) {
            size = size << 4 | HttpChars.hexDigit(bytes[from + digits]);
            if (++digits > MAX_SIZE_DIGITS) {
                throw new MalformedHttpException(400, "a chunk size of more than " + MAX_SIZE_DIGITS + " digits");
            }
        }
        int i = from + digits;
        int end = from + length;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        if (digits == 0 || i < end && bytes[i] != ';' || i == end && i > from + digits) {
            throw new MalformedHttpException(400, "a chunk size that is no hexadecimal number");
        }
        for (; i < end; i++) {
            if (!HttpChars.isValue(bytes[i])) {
                throw new MalformedHttpException(400, "a control character in a chunk extension");
            }
        }
        if (size > allowed) {
            throw new MalformedHttpException(413, "the body is larger than is allowed");
        }
        source.consume(length + 2);
        allowed -= size;
        remaining = size;
        state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
    }

    private void readTrailers() throws IOException {
        int total = 0;
        while (true) {
            int length = readLine(MAX_TRAILERS, 431);
            total += length + 2;
            if (total > MAX_TRAILERS) {
                throw new MalformedHttpException(431, "trailers longer than " + MAX_TRAILERS + " bytes");
            }
            if (length == 0) {
                source.consume(2);
                state = State.FINISHED;
                return;
            }
            checkTrailer(source.buffer(), source.position(), source.position() + length);
            source.consume(length + 2);
        }
    }

    private static void checkTrailer(byte[] bytes, int from, int to) throws MalformedHttpException {
        int i = from;
        while (i < to && HttpChars.isToken(bytes[i])) {
            i++;
        }
        if (i == from || i == to || bytes[i] != ':') {
            throw new MalformedHttpException(400, "a trailer line without a proper name and colon");
        }
        for (i++; i < to; i++) {
            if (!HttpChars.isValue(bytes[i])) {
                throw new MalformedHttpException(400, "a control character in a trailer");
            }
        }
    }

    /** Makes a whole line available at the source's position and returns its length without CR LF. */
    private int readLine(int max, int tooLong) throws IOException {
        int scanned = 0;
        while (true) {
            byte[] bytes = source.buffer();
            int base = source.position();
            int available = Math.min(source.available(), max + 2);
            for (int i = scanned; i < available; i++) {
                if (bytes[base + i] == '\n') {
                    if (i == 0 || bytes[base + i - 1] != '\r') {
                        throw new MalformedHttpException(400, "a line that ends with a bare LF in a chunked body");
                    }
                    return i - 1;
                }
            }
            if (available >= max + 2) {
                throw new MalformedHttpException(tooLong, "a line longer than " + max + " bytes in a chunked body");
            }
            scanned = available;
            fillOrTruncated();
        }
    }

    private void fillOrTruncated() throws IOException {
        if (fill() < 0) {
            throw new TruncatedException("the connection ended inside a body");
        }
    }

    private int fill() throws IOException {
        beforeWait.run();
        return source.fill(Math.max(bufferSize, MAX_TRAILERS + ByteSource.SMALL));
    }
}
