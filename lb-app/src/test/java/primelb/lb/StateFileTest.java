package primelb.lb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is replaced whole or not at all. */
class StateFileTest {
    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("state.json");
    }

    private StateFile file() {
        return new StateFile(path());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void isEmptyBeforeItIsWritten() throws IOException {
        assertEquals(Optional.empty(), file().read(10));
    }

    @Test
    void replacesTheContentAndLeavesNothingElse() throws IOException {
        file().write(bytes("the first, which is longer"));
        file().write(bytes("the second"));

        assertArrayEquals(bytes("the second"), file().read(10).orElseThrow());
        assertEquals(List.of("state.json"), names());
    }

    @Test
    void doesNotReadMoreThanTheLimit() throws IOException {
        file().write(bytes("12345678901"));

        assertEquals("it is over 10 bytes", assertThrows(IOException.class, () -> file().read(10)).getMessage());
    }

    @Test
    void whatACrashLeftOfAWriteIsNoHindrance() throws IOException {
        file().write(bytes("whole"));
        Files.writeString(folder.resolve("state.json.tmp"), "hal");

        assertArrayEquals(bytes("whole"), file().read(10).orElseThrow());
        file().write(bytes("next"));
        assertEquals(List.of("state.json"), names());
    }

    @Test
    void aWriteThatFailsLeavesTheFormerContent() throws IOException {
        file().write(bytes("whole"));
        Files.createDirectory(folder.resolve("state.json.tmp"));

        assertThrows(IOException.class, () -> file().write(bytes("next")));
        assertArrayEquals(bytes("whole"), file().read(10).orElseThrow());
    }

    @Test
    void aLinkPutInPlaceOfTheTemporaryFileIsNotFollowed() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "mine");
        Files.createSymbolicLink(folder.resolve("state.json.tmp"), other);

        assertThrows(IOException.class, () -> file().write(bytes("next")));
        assertEquals("mine", Files.readString(other));
    }

    @Test
    void namesTheFolderThatIsMissing() {
        StateFile lost = new StateFile(folder.resolve("no/state.json"));

        String reason = StateFile.reason(assertThrows(IOException.class, () -> lost.write(bytes("x"))));
        assertTrue(reason.startsWith("no such file or folder: " + folder.resolve("no")), reason);
    }

    @Test
    void whatIsNoFileIsNotReadAndNotRenamed() throws IOException {
        Files.createDirectory(path());

        assertEquals("it is no regular file", assertThrows(IOException.class, () -> file().read(10)).getMessage());
        assertThrows(IOException.class, () -> file().setAside());
        assertThrows(IOException.class, () -> file().write(bytes("x")));
        assertTrue(Files.isDirectory(path()));
        assertEquals(List.of("state.json"), names());
    }

    @Test
    void keepsTheLastFiveThatWereSetAside() throws IOException {
        for (int k = 1; k <= 7; k++) {
            file().write(bytes("damaged " + k));
            Files.setLastModifiedTime(path(), FileTime.fromMillis(k * 1000L));
            assertEquals(folder.resolve("state.json.damaged-" + (k <= 5 ? k : k - 5)), file().setAside());
            assertFalse(Files.exists(path()));
        }

        assertEquals(List.of("state.json.damaged-1", "state.json.damaged-2", "state.json.damaged-3",
                "state.json.damaged-4", "state.json.damaged-5"), names());
        assertEquals("damaged 6", Files.readString(folder.resolve("state.json.damaged-1")));
        assertEquals("damaged 3", Files.readString(folder.resolve("state.json.damaged-3")));
    }
}
