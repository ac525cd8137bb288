package primelb.client.report;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes a file whole or not at all: under another name first, then renamed. */
public final class ResultFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private ResultFile() {
    }

    /** Returns a name in this folder that is not taken, such as {@code run-20261122-070331.json} (UTC). */
    public static Path freeName(Path folder, String command, Instant date) {
        String stem = command + "-" + STAMP.format(date);
        Path path = folder.resolve(stem + ".json");
        for (int copy = 2; Files.exists(path); copy++) {
            path = folder.resolve(stem + "-" + copy + ".json");
        }
        return path;
    }

    /** Replaces the file's content. After an exception the file is as it was before. */
    public static void write(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // A device or a pipe: nothing to keep whole, and nothing to rename over.
            Files.writeString(file, content);
            return;
        }
        // Not by createTempFile, which would make a result that only its owner can read.
        Path temporary = folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(temporary, content);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException _) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
