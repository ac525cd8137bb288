package primelb.client.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether a stream goes to a terminal.
 *
 * <p>The JDK cannot say this of one stream: {@code System.console()} speaks of stdin and stdout together, and
 * says nothing of stderr. Linux can: what {@code /proc/self/fd/2} points to is a terminal's device or is not.
 * Where there is no such file, both streams count as a terminal when the console is one.
 */
public final class TerminalCheck {
    private TerminalCheck() {
    }

    /** Returns whether this descriptor of this process (1: stdout, 2: stderr) is a terminal. */
    public static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                return isTerminal(Files.readSymbolicLink(link).toString());
            } catch (IOException _) {
                // Closed in between: nobody looks.
                return false;
            }
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Returns whether a device of this name is a terminal. */
    static boolean isTerminal(String device) {
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    }
}
