package primelb.client.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import primelb.core.http.Connector;

/**
 * The bytes of one connection. Reads and writes are tried without waiting first, since they mostly need not wait;
 * only then is the channel switched to waiting. Used by one thread at a time, except {@link #close}.
 */
final class LineChannel extends InputStream {
    /** The JDK copies what is written into a buffer of its own of that size. */
    private static final int SLICE = 128 * 1024;

    private final SocketChannel channel;
    private ByteBuffer wrapped = ByteBuffer.allocate(0);

    /** Takes an open connection. */
    LineChannel(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
    }

    /** Returns when everything that remains in the buffer is written. */
    void writeAll(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + SLICE));
            if (channel.write(bytes) == 0) {
                channel.configureBlocking(true);
                channel.write(bytes);
                channel.configureBlocking(false);
            }
            bytes.limit(end);
        }
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("only whole buffers are read");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = wrapped.array() == bytes ? wrapped : ByteBuffer.wrap(bytes);
        wrapped = buffer.limit(offset + length).position(offset);
        int read = channel.read(buffer);
        if (read == 0) {
            channel.configureBlocking(true);
            read = channel.read(buffer);
            channel.configureBlocking(false);
        }
        return read;
    }

    /** Returns whether the other side is silent and has not closed; to be asked while nothing is awaited. */
    boolean isQuiet() {
        try {
            return channel.isOpen() && channel.read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        Connector.closeQuietly(channel);
    }
}
