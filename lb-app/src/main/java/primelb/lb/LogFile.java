package primelb.lb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that grows by whole lines and may be taken away: renamed by somebody, or by itself once it is large. For one thread.
 */
final class LogFile implements AccessLog.Sink {
    private final Path path;
    private final long maxSize;
    private FileChannel channel;
    private Object key;
    private boolean torn;

    /**
     * Makes one that is not open yet.
     *
     * @param path where it is
     * @param maxSize bytes from which on it becomes {@code path.1}, in place of the one before, and a new one begins; 0: never
     */
    LogFile(Path path, long maxSize) {
        this.path = path;
        this.maxSize = maxSize;
    }

    /** Opens it, if it is not open. */
    void open() throws IOException {
        if (channel != null) {
            return;
        }
        FileChannel opened = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        try {
            key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
    }

    /** Opens the file anew if what lies at its path is another one by now, or nothing. */
    @Override
    public void follow() throws IOException {
        if (channel == null || !moved()) {
            return;
        }
        close();
        open();
    }

    private boolean moved() {
        try {
            Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            // Without keys, as on some file systems, no move can be seen.
            return now != null && !now.equals(key);
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Appends whole lines.
     *
     * @throws IOException if that failed; then none of them is in the file, or, where the file cannot be cut back, the next
     *     write begins a new line
     */
    @Override
    public void append(byte[] bytes, int length) throws IOException {
        open();
        if (maxSize > 0 && channel.size() >= maxSize && Files.isRegularFile(path)) {
            makeRoom();
        }
        long before = channel.size();
        try {
            if (torn) {
                write(new byte[] {'\n'}, 1);
                torn = false;
            }
            write(bytes, length);
        } catch (IOException e) {
            cutBack(before);
            throw e;
        }
    }

    private void makeRoom() throws IOException {
        close();
        Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        open();
    }

    private void write(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private void cutBack(long size) {
        try {
            channel.truncate(size);
            // Neither a pipe nor a device can be cut, and not all of them say so.
            torn = !Files.isRegularFile(path);
        } catch (IOException e) {
            torn = true;
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            FileChannel open = channel;
            channel = null;
            open.close();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
