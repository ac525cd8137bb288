package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import primelb.core.http.ByteSource;
import primelb.core.http.Connector;

/**
 * One connection with its deadlines: a read whose deadline passes sees the end of the stream, a write whose deadline
 * passes fails. One thread reads, one writes; {@link #sweep} and {@link #close} may come from any.
 */
final class Wire implements DeadlineKeeper.Timed {
    /** No deadline. */
    private static final long NONE = Long.MAX_VALUE;

    private final SocketChannel channel;
    private final ByteSource source;
    private volatile long readDeadline = NONE;
    private volatile long writeDeadline = NONE;
    private volatile boolean readExpired;
    private volatile boolean writeExpired;

    Wire(SocketChannel channel) {
        this.channel = channel;
        this.source = new ByteSource(new ChannelInput(channel));
    }

    SocketChannel channel() {
        return channel;
    }

    ByteSource source() {
        return source;
    }

    /** Sets when reads end, in the ticker's time. */
    void readBy(long nanos) {
        readDeadline = nanos == NONE ? NONE - 1 : nanos;
    }

    /** Lets reads take as long as they take. */
    void readWithoutDeadline() {
        readDeadline = NONE;
    }

    /** Returns whether the end that a read saw was its deadline. */
    boolean readExpired() {
        return readExpired;
    }

    /** Returns whether a write failed because of its deadline. */
    boolean writeExpired() {
        return writeExpired;
    }

    /** Writes all of it, or fails; it may take until the deadline. */
    void write(byte[] bytes, int from, int length, long byNanos) throws IOException {
        writeDeadline = byNanos;
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        writeDeadline = NONE;
    }

    @Override
    public void sweep(long nowNanos) {
        long read = readDeadline;
        if (read != NONE && nowNanos - read >= 0) {
            readDeadline = NONE;
            readExpired = true;
            endReading();
        }
        long write = writeDeadline;
        if (write != NONE && nowNanos - write >= 0) {
            writeDeadline = NONE;
            writeExpired = true;
            close();
        }
    }

    /** Lets a blocked or later read see the end of the stream; what is written still goes out. */
    void endReading() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            close();
        }
    }

    /**
     * Returns whether the other side is silent and has not closed: a connection to be used again. Looks without waiting;
     * nobody may be reading.
     */
    boolean quiet() {
        if (!channel.isOpen() || source.available() > 0) {
            return false;
        }
        try {
            channel.configureBlocking(false);
            boolean silent = channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return silent;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes so that the other side sees an error, not an end. */
    void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already; then there is nothing to make visible.
        }
        close();
    }

    void close() {
        Connector.closeQuietly(channel);
    }

    /** Reads from the channel into whole arrays. */
    private static final class ChannelInput extends InputStream {
        private final SocketChannel channel;

        ChannelInput(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("only whole buffers are read");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
