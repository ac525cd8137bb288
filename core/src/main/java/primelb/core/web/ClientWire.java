package primelb.core.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import primelb.core.http.ByteSource;
import primelb.core.http.Connector;
import primelb.core.time.Ticker;

/**
 * The connection to one client, with an end to the patience for each of its reads and writes. Its session's thread alone
 * reads, writes and looks; {@link #sweep} and {@link #close} may come from any thread.
 */
final class ClientWire {
    /** Interim answers that one request may get: they stop when a client that still listens has shown patience. */
    private static final int MOST_QUESTIONS = 4;
    private static final long NONE = Long.MAX_VALUE;

    private final SocketChannel channel;
    private final Ticker ticker;
    private final long patienceNanos;
    private final ByteSource source = new ByteSource(new ChannelInput());
    private volatile long deadline = NONE;
    private int questions;
    private boolean gone;

    ClientWire(SocketChannel channel, Ticker ticker, Duration patience) {
        this.channel = channel;
        this.ticker = ticker;
        this.patienceNanos = patience.toNanos();
    }

    /** Returns where what the client sends is read. */
    ByteSource source() {
        return source;
    }

    /** From now on the client has its whole patience to do what is awaited of it. */
    void beginWaiting() {
        long end = ticker.nanos() + patienceNanos;
        deadline = end == NONE ? end - 1 : end;
    }

    /** Nothing is awaited of the client. */
    void endWaiting() {
        deadline = NONE;
    }

    /** Closes the connection if the client's time is over. */
    void sweep(long nowNanos) {
        long end = deadline;
        if (end != NONE && nowNanos - end >= 0) {
            close();
        }
    }

    /** Writes all of it, or fails. */
    void write(ByteBuffer bytes) throws IOException {
        beginWaiting();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        endWaiting();
    }

    /** Begins a request: nobody was asked yet whether its client is there. */
    void beginRequest() {
        questions = 0;
    }

    /**
     * Returns whether the client has left. One that has and one that has only said its last word look the same: both ended
     * their stream. An interim answer, which HTTP/1.1 lets us send at any time, tells them apart: the system of one that
     * has left refuses it, and the next write fails. (One that has no room for an interim answer has not read for long.)
     *
     * @param askable whether the client may be sent an interim answer: it speaks HTTP/1.1
     */
    boolean clientGone(boolean askable) {
        // Bytes that wait are the next request's: a client that sends it is there, as far as can be seen.
        if (gone || source.available() > 0) {
            return gone;
        }
        try {
            // On a virtual thread's channel this is a flag of the JDK's, not a system call.
            channel.configureBlocking(false);
            try {
                if (source.fill(ByteSource.SMALL) < 0 && askable && questions < MOST_QUESTIONS) {
                    questions++;
                    gone = channel.write(ByteBuffer.wrap(AnswerBytes.CONTINUE)) < AnswerBytes.CONTINUE.length;
                }
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            gone = true;
        }
        return gone;
    }

    /** Says that nothing more is written; the client may still send. */
    void endWriting() throws IOException {
        channel.shutdownOutput();
    }

    void close() {
        Connector.closeQuietly(channel);
    }

    private final class ChannelInput extends InputStream {
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
