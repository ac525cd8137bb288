package primelb.lb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that is always whole: it is replaced by a complete one, never changed. For one thread of one process; a reader
 * sees either the former content or the new one, also after a crash or a power cut.
 */
final class StateFile {
    /** How many damaged files are kept; then the oldest gives way. */
    static final int MOST_DAMAGED = 5;

    private final Path file;
    private final Path temporary;

    /** Makes it for a file that need not exist, in a folder that should. */
    StateFile(Path file) {
        this.file = file.toAbsolutePath();
        this.temporary = sibling(".tmp");
    }

    private Path sibling(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /**
     * Returns the content, or empty if there is no file.
     *
     * @param limit the largest size in bytes
     * @throws IOException if it cannot be read or is larger
     */
    Optional<byte[]> read(int limit) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            // Looked at first: a pipe would never end, and not even begin.
            throw new IOException("it is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new IOException("it is over " + limit + " bytes");
            }
            return Optional.of(content);
        }
    }

    /**
     * Replaces the content. When this returns it is on the disk.
     *
     * @throws IOException if it could not be replaced; the former content is there still
     */
    void write(byte[] content) throws IOException {
        try {
            writeTemporary(content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            // The new name is on the disk only when its folder is.
            folder.force(true);
        }
    }

    private void writeTemporary(byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /**
     * Renames the file so that it can be looked at and does no more harm; at most so many are kept as
     * {@link #MOST_DAMAGED}.
     *
     * @return its new name
     * @throws IOException if it cannot be renamed, or is a folder
     */
    Path setAside() throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is a folder");
        }
        Path target = null;
        FileTime oldest = null;
        for (int number = 1; number <= MOST_DAMAGED; number++) {
            Path candidate = sibling(".damaged-" + number);
            if (!Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
                target = candidate;
                break;
            }
            FileTime age = Files.getLastModifiedTime(candidate, LinkOption.NOFOLLOW_LINKS);
            if (oldest == null || age.compareTo(oldest) < 0) {
                oldest = age;
                target = candidate;
            }
        }
        return Files.move(file, Objects.requireNonNull(target), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns what is wrong, in words. */
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case FileSystemException other when other.getReason() != null -> other.getReason() + ": " + other.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
