package primelb.core.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

import primelb.core.http.Connector;

/**
 * A channel that is first tried without waiting, and waited for only then: what is there can mostly be read, and what is
 * written mostly has room, and the JDK's blocking mode costs its locks and marks each time.
 *
 * <p>The mode is one of the whole channel, and changing it waits until nobody reads or writes. So it is eager only while
 * one thread at a time uses it; {@link #share} is called before two do. Closing may come from any thread.
 */
final class EagerChannel {
    private final SocketChannel channel;
    /** Held while the mode changes and while the channel is closed: the JDK closes differently in each mode. */
    private final Object mode = new Object();
    private boolean shared;

    /** Takes an open channel over. */
    EagerChannel(SocketChannel channel) throws IOException {
        this.channel = channel;
        blocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    /** From here on one thread may read while another writes. Nobody may be reading or writing when it is called. */
    void share() throws IOException {
        if (!shared) {
            shared = true;
            blocking(true);
        }
    }

    /** From here on one thread at a time reads or writes. Nobody may be reading or writing when it is called. */
    void unshare() throws IOException {
        if (shared) {
            blocking(false);
            shared = false;
        }
    }

    /** Returns whether two threads may use it at a time. */
    boolean shared() {
        return shared;
    }

    /** Reads what there is, waiting for it; returns -1 at the end of the stream. */
    int read(ByteBuffer into) throws IOException {
        if (shared) {
            return channel.read(into);
        }
        int n = channel.read(into);
        if (n != 0 || !into.hasRemaining()) {
            return n;
        }
        blocking(true);
        try {
            return channel.read(into);
        } finally {
            restore();
        }
    }

    /** Reads what there is, without waiting; returns 0 if there is nothing. Nobody else may be reading or writing. */
    int readNow(ByteBuffer into) throws IOException {
        if (!shared) {
            return channel.read(into);
        }
        blocking(false);
        try {
            return channel.read(into);
        } finally {
            blocking(true);
        }
    }

    /** Writes what there is room for, without waiting; nothing if it is shared. */
    int writeNow(ByteBuffer from) throws IOException {
        return shared ? 0 : channel.write(from);
    }

    /**
     * Writes all, waiting for room.
     *
     * @param progress run before each wait, and so after each bit of progress
     */
    void write(ByteBuffer from, Runnable progress) throws IOException {
        boolean wait = !shared;
        if (wait) {
            blocking(true);
        }
        try {
            while (from.hasRemaining()) {
                progress.run();
                channel.write(from);
            }
        } finally {
            if (wait) {
                restore();
            }
        }
    }

    private void blocking(boolean block) throws IOException {
        synchronized (mode) {
            // On a virtual thread's channel this is a flag of the JDK's, not a system call.
            channel.configureBlocking(block);
        }
    }

    private void restore() throws IOException {
        try {
            blocking(false);
        } catch (ClosedChannelException e) {
            // Closed while it waited: the end that the wait has seen, or its exception, tells that already.
        }
    }

    /** Closes; whoever waits on it wakes. */
    void close() {
        synchronized (mode) {
            Connector.closeQuietly(channel);
        }
    }
}
