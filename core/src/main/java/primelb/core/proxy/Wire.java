package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLContext;

import primelb.core.http.ByteSource;
import primelb.core.time.Ticker;

/**
 * One connection with its deadlines: a read whose deadline passes sees the end of the stream, a write that makes no
 * progress for the connection's patience fails. One thread reads, one writes; {@link #sweep} and {@link #close} may come
 * from any.
 */
final class Wire implements DeadlineKeeper.Timed {
    /** No deadline. */
    private static final long NONE = Long.MAX_VALUE;

    private final EagerChannel channel;
    private final Ticker ticker;
    private final long writePatience;
    private final ChannelInput input;
    private final ByteSource source;
    private final Departure departure;
    private volatile long readDeadline = NONE;
    private volatile long writeDeadline = NONE;
    private volatile boolean readExpired;
    private volatile boolean writeExpired;
    private TlsLayer tls;
    private InputStream readFrom;
    private OutputStream writeTo;

    /**
     * Makes a wire over an open connection.
     *
     * @param channel the connection
     * @param ticker the clock of the deadlines
     * @param writePatience nanoseconds that a write may go without progress
     * @throws IOException if the connection is closed already
     */
    Wire(SocketChannel channel, Ticker ticker, long writePatience) throws IOException {
        this.channel = new EagerChannel(channel);
        this.ticker = ticker;
        this.writePatience = writePatience;
        this.input = new ChannelInput(this.channel);
        this.readFrom = input;
        this.writeTo = new ChannelOutput();
        this.source = new ByteSource(new CurrentInput());
        this.departure = new Departure(this.channel, input);
    }

    /** Returns whether the connection has not been closed on this side. */
    boolean open() {
        return channel.channel().isOpen();
    }

    /** From here on one thread may read while another writes. Nobody may be reading or writing when it is called. */
    void share() throws IOException {
        channel.share();
    }

    /** From here on one thread at a time reads or writes. Nobody may be reading or writing when it is called. */
    void unshare() throws IOException {
        if (tls == null) {
            channel.unshare();
        }
    }

    ByteSource source() {
        return source;
    }

    /** Returns the watch over whether the other side leaves while nobody reads. */
    Departure departure() {
        return departure;
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

    /** Returns whether a write failed because it made no progress. */
    boolean writeExpired() {
        return writeExpired;
    }

    /** Encrypts what follows, after the handshake of a server; the read deadline covers it. */
    void acceptTls(SSLContext context) throws IOException {
        channel.share();
        layer(TlsLayer.accept(context, new ChannelSocket(channel, input, writeTo)));
    }

    /** Encrypts what follows, after the handshake of a client with this host; the read deadline covers it. */
    void connectTls(SSLContext context, String host) throws IOException {
        channel.share();
        layer(TlsLayer.connect(context, new ChannelSocket(channel, input, writeTo), host));
    }

    private void layer(TlsLayer layer) throws IOException {
        tls = layer;
        readFrom = layer.input();
        writeTo = layer.output();
    }

    /** Returns whether the connection is encrypted. */
    boolean encrypted() {
        return tls != null;
    }

    /** Writes all of it, or fails. */
    void write(byte[] bytes, int from, int length) throws IOException {
        writeTo.write(bytes, from, length);
    }

    /** Says that nothing more is written; the other side may still send. */
    void endWriting() throws IOException {
        if (tls != null) {
            tls.endOutput();
        } else {
            channel.channel().shutdownOutput();
        }
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
        departure.look(nowNanos);
    }

    /** Lets a blocked or later read see the end of the stream; what is written still goes out. */
    void endReading() {
        try {
            channel.channel().shutdownInput();
        } catch (IOException e) {
            close();
        }
    }

    /**
     * Returns whether the other side is silent and has not closed: a connection to be used again. Looks without waiting;
     * nobody may be reading.
     */
    boolean quiet() {
        if (!open() || source.available() > 0) {
            return false;
        }
        try {
            return input.peek() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes so that the other side sees an error, not an end. */
    void reset() {
        try {
            channel.channel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already; then there is nothing to make visible.
        }
        close();
    }

    void close() {
        channel.close();
    }

    /** Reads from the channel, or through TLS once there is some. */
    private final class CurrentInput extends InputStream {
        @Override
        public int read() {
            throw new UnsupportedOperationException("only whole buffers are read");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return readFrom.read(bytes, offset, length);
        }
    }

    /** Writes to the channel; each bit of progress gives the next its own time. */
    private final class ChannelOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
            channel.writeNow(buffer);
            if (buffer.hasRemaining()) {
                channel.write(buffer, this::moreTime);
                writeDeadline = NONE;
            }
        }

        private void moreTime() {
            writeDeadline = ticker.nanos() + writePatience;
        }
    }
}
