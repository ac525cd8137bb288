package primelb.client.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CommandRunnerTest {
    private final CommandRunner runner = new CommandRunner(Duration.ofSeconds(10));

    @Test
    void returnsWhatACommandPrinted() throws Exception {
        assertEquals("one | two", runner.run(shell("echo one; echo two >&2")));
        assertEquals("(it printed nothing)", runner.run(shell("true")));
    }

    @Test
    void aCommandThatFailsIsToldWithItsStatusAndItsOutput() {
        var failure = assertThrows(ControlException.class, () -> runner.run(shell("echo no such container; exit 7")));
        assertEquals("'echo no such container; exit 7' ended with status 7: no such container", failure.getMessage());
    }

    @Test
    void aCommandThatIsNotThereIsTold() {
        var failure = assertThrows(ControlException.class, () -> runner.run(List.of("no-such-command", "stop")));
        assertTrue(failure.getMessage().startsWith("'no-such-command stop' could not be run: "), failure.getMessage());
    }

    @Test
    void aCommandThatTakesTooLongIsKilledWithWhatItBegan(@TempDir Path folder) throws Exception {
        Path pid = folder.resolve("pid");
        var quick = new CommandRunner(Duration.ofMillis(500));
        var failure = assertThrows(ControlException.class,
                () -> quick.run(shell("echo waiting; sleep 300 & echo $! > " + pid + "; wait")));
        assertTrue(failure.getMessage().endsWith("did not end within 500ms: waiting"), failure.getMessage());
        long child = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
        assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void aServerLeftBehindWithTheOutputOpenDoesNotHoldItUp(@TempDir Path folder) throws Exception {
        Path pid = folder.resolve("pid");
        assertEquals("started", runner.run(shell("sleep 300 & echo $! > " + pid + "; echo started")));
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow().destroyForcibly();
    }

    private static List<String> shell(String command) {
        return FaultCommands.shell(command, command).stop();
    }
}
