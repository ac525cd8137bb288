package primelb.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * A stream with its buffer in the open: what was read and not yet consumed lies between {@link #position()} and
 * {@link #limit()} of {@link #buffer()}.
 *
 * <p>The buffer starts small, so that an idle connection costs little, grows when asked and goes back to its small
 * size by {@link #release()}. Used by one thread at a time.
 */
public final class ByteSource {
    /** Bytes of the small buffer: most request heads fit, and ten thousand idle connections cost 10 MB. */
    public static final int SMALL = 1024;

    /** What a buffer may keep while it waits: one large head in a row of them should not cost an allocation each. */
    private static final int KEPT = 4 * SMALL;

    private final InputStream in;
    private byte[] buffer = new byte[SMALL];
    private int position;
    private int limit;

    /** Makes a source over the stream; reads nothing yet. */
    public ByteSource(InputStream in) {
        this.in = Objects.requireNonNull(in, "in");
    }

    /** Returns the array that holds what was read; it changes when the buffer grows, so it is asked for anew. */
    public byte[] buffer() {
        return buffer;
    }

    /** Returns the index of the first byte not consumed. */
    public int position() {
        return position;
    }

    /** Returns the index behind the last byte read. */
    public int limit() {
        return limit;
    }

    /** Returns how many bytes were read and not consumed. */
    public int available() {
        return limit - position;
    }

    /** Consumes bytes that are available. */
    public void consume(int bytes) {
        if (bytes < 0 || bytes > limit - position) {
            throw new IllegalArgumentException("consume " + bytes + " of " + (limit - position));
        }
        position += bytes;
    }

    /**
     * Reads once from the stream behind what is available; makes room first, by moving the rest to the front or by
     * doubling the buffer up to the given size. Offsets into the buffer are invalid after this call; the bytes between
     * position and limit are kept.
     *
     * @param maxBuffer the size up to which the buffer may grow
     * @return the number of bytes read, or -1 at the end of the stream
     * @throws IOException if the stream fails
     * @throws IllegalStateException if the buffer is full and may not grow: the caller did not check its limit
     */
    public int fill(int maxBuffer) throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        }
        if (limit == buffer.length) {
            makeRoom(maxBuffer);
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read > 0) {
            limit += read;
        }
        return read;
    }

    private void makeRoom(int maxBuffer) {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        } else if (buffer.length < maxBuffer) {
            buffer = Arrays.copyOf(buffer, Math.min(maxBuffer, buffer.length * 4));
        } else {
            throw new IllegalStateException("the buffer is full at " + buffer.length + " bytes");
        }
    }

    /** Gives the buffer at least this size, keeping what is available; for bodies, where few large reads are cheaper. */
    public void reserve(int bytes) {
        if (buffer.length < bytes) {
            byte[] larger = new byte[bytes];
            System.arraycopy(buffer, position, larger, 0, limit - position);
            limit -= position;
            position = 0;
            buffer = larger;
        }
    }

    /** Gives a large buffer up if nothing is available, so that waiting costs little. */
    public void release() {
        if (position == limit) {
            position = 0;
            limit = 0;
            if (buffer.length > KEPT) {
                buffer = new byte[SMALL];
            }
        }
    }
}
