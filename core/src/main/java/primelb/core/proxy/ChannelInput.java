package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * What a connection delivers, with a way to look without waiting: what a look finds is kept for the next read. One thread
 * at a time reads or looks.
 */
final class ChannelInput extends InputStream {
    private static final int ROOM = 512;

    private final SocketChannel channel;
    private byte[] found;
    private int foundFrom;
    private int foundTo;
    private boolean ended;

    ChannelInput(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (foundTo > foundFrom) {
            int n = Math.min(length, foundTo - foundFrom);
            System.arraycopy(found, foundFrom, bytes, offset, n);
            foundFrom += n;
            return n;
        }
        return ended ? -1 : channel.read(ByteBuffer.wrap(bytes, offset, length));
    }

    /**
     * Looks what is there.
     *
     * @return -1 if the other side has ended its stream, 0 if nothing is there, else how many bytes wait to be read
     * @throws IOException if the connection is broken
     */
    int peek() throws IOException {
        if (foundTo > foundFrom || ended) {
            return ended ? -1 : foundTo - foundFrom;
        }
        // On a virtual thread's channel this is a flag of the JDK's, not a system call.
        channel.configureBlocking(false);
        try {
            if (found == null) {
                found = new byte[ROOM];
            }
            int n = channel.read(ByteBuffer.wrap(found));
            foundFrom = 0;
            foundTo = Math.max(0, n);
            ended = n < 0;
            return n;
        } finally {
            channel.configureBlocking(true);
        }
    }
}
