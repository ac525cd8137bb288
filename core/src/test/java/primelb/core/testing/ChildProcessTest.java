package primelb.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Waits in a way that a trap can interrupt; what it waits for holds none of the captured streams. */
    private static final String WAIT = "tail -f /dev/null >/dev/null 2>&1 & echo up; wait";

    private static ChildProcess shell(String script) {
        return ChildProcess.start(List.of("sh", "-c", script), Map.of("GREETING", "hello"));
    }

    @Test
    void capturesBothStreamsAndTheExitStatus() {
        try (ChildProcess child = shell("echo $GREETING; echo oops >&2; exit 3")) {
            assertEquals(3, child.awaitExit(LIMIT));
            assertEquals(List.of("hello"), child.out());
            assertEquals(List.of("oops"), child.err());
        }
    }

    @Test
    void aLineGivesItsGroups() {
        try (ChildProcess child = shell("echo ready: port 4711; exec tail -f /dev/null")) {
            assertEquals("4711", child.awaitLine("port (\\d+)", LIMIT).group(1));
        }
    }

    @Test
    void anEndWithoutTheLineFailsAtOnceAndShowsTheOutput() {
        try (ChildProcess child = shell("echo port taken >&2")) {
            AssertionError error = assertThrows(AssertionError.class, () -> child.awaitLine("ready", LIMIT));

            assertTrue(error.getMessage().contains("port taken"), error.getMessage());
            assertTrue(error.getMessage().contains("ended without"), error.getMessage());
        }
    }

    @Test
    void keepsTheLastLinesOfAChattyChild() {
        try (ChildProcess child = shell("seq 1 10005")) {
            child.awaitExit(LIMIT);

            assertEquals(10_000, child.out().size());
            assertEquals("10005", child.out().getLast());
        }
    }

    @Test
    void aChildMayTidyUpOnSigterm() {
        try (ChildProcess child = shell("trap 'kill $!; echo bye; exit 0' TERM; " + WAIT)) {
            child.awaitLine("up", LIMIT);

            child.sigterm();

            assertEquals(0, child.awaitExit(LIMIT));
            assertEquals("bye", child.out().getLast());
        }
    }

    @Test
    void killEndsAChildThatWillNotHear() {
        try (ChildProcess child = shell("trap '' TERM; echo up; exec tail -f /dev/null")) {
            child.awaitLine("up", LIMIT);
            child.sigterm();

            child.kill();

            assertEquals(128 + 9, child.awaitExit(LIMIT));
        }
    }

    @Test
    void signalsAreSentByName() {
        try (ChildProcess child = shell("trap 'kill $!; exit 42' USR1; " + WAIT)) {
            child.awaitLine("up", LIMIT);

            child.signal("USR1");

            assertEquals(42, child.awaitExit(LIMIT));
        }
    }

    @Test
    void closeEndsTheChildAndWhatItStarted() {
        ChildProcess child = shell("tail -f /dev/null & echo child $!; wait");
        long grandchild = Long.parseLong(child.awaitLine("child (\\d+)", LIMIT).group(1));
        assertTrue(ProcessHandle.of(grandchild).flatMap(handle -> handle.info().command()).isPresent());

        child.close();
        child.close();

        assertFalse(child.isAlive());
        assertEquals(Optional.empty(), ProcessHandle.of(grandchild).flatMap(handle -> handle.info().command()));
    }

    @Test
    void namesTheCommandThatCannotStart() {
        AssertionError error = assertThrows(AssertionError.class,
                () -> ChildProcess.start(List.of("/no/such/program"), Map.of()));

        assertTrue(error.getMessage().contains("/no/such/program"), error.getMessage());
    }

    @Test
    void saysHowToGetAJarThatIsNotThere() {
        AssertionError error = assertThrows(AssertionError.class,
                () -> ChildProcess.startJar(Path.of("no-such.jar"), Map.of()));

        assertTrue(error.getMessage().contains("mvn package"), error.getMessage());
    }

    @Test
    void findsTheJarsOfTheBuild() {
        assertTrue(ChildProcess.jarOf("lb-app").endsWith(Path.of("lb-app", "target", "lb-app.jar")));
    }
}
