package primelb.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Signals that this process was started to ignore, as a shell does with what it runs in the background. A child would
 * ignore them too, and a JVM that was started so cannot be ended by Ctrl-C.
 */
final class IgnoredSignals {
    private static final int SIGINT = 2;
    private static final Path STATUS = Path.of("/proc/self/status");

    private IgnoredSignals() {
    }

    /** Returns what to put in front of a command so that it begins as in a terminal; nothing where it does anyway. */
    static List<String> undoing() {
        try {
            return Files.isReadable(STATUS) && ignores(Files.readAllLines(STATUS), SIGINT)
                    ? List.of("env", "--default-signal=INT,QUIT") : List.of();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + STATUS, e);
        }
    }

    /** Returns whether the line {@code SigIgn} of a process status names the signal. */
    static boolean ignores(List<String> status, int signal) {
        return status.stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> signal - 1 & 1) == 1);
    }
}
