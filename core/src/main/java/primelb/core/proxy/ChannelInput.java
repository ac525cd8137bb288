package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What a connection delivers, with a way to look without waiting: what a look finds is kept for the next read. One thread
 * at a time reads or looks.
 */
final class ChannelInput extends InputStream {
    private static final int ROOM = 512;

    private final EagerChannel channel;
    /** What a look found; null before the first look. */
    private ByteBuffer found;
    private boolean ended;

    ChannelInput(EagerChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (found != null && found.hasRemaining()) {
            int n = Math.min(length, found.remaining());
            found.get(bytes, offset, n);
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
        if (ended || found != null && found.hasRemaining()) {
            return ended ? -1 : found.remaining();
        }
        if (found == null) {
            found = ByteBuffer.allocate(ROOM);
        }
        try {
            int n = channel.readNow(found.clear());
            ended = n < 0;
            return n;
        } finally {
            found.flip();
        }
    }
}
