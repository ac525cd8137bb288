package primelb.client.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReplacedAsAWholeAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("result.json");
        ResultFile.write(file, "first, and longer");
        ResultFile.write(file, "second");
        assertEquals("second", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void aFailureLeavesNothingBehind() throws IOException {
        assertThrows(IOException.class, () -> ResultFile.write(folder.resolve("no/such/folder.json"), "text"));
        assertEquals(List.of(), files());
    }

    @Test
    void aFullDiskIsAFailure() {
        assertThrows(IOException.class, () -> ResultFile.write(Path.of("/dev/full"), "text"));
    }

    @Test
    void aNameThatIsTakenIsNotGivenAgain() throws IOException {
        Instant date = Instant.parse("2026-11-22T07:03:31Z");
        Path first = ResultFile.freeName(folder, "run", date);
        assertEquals("run-20261122-070331.json", first.getFileName().toString());
        Files.createFile(first);
        assertEquals("run-20261122-070331-2.json", ResultFile.freeName(folder, "run", date).getFileName().toString());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
