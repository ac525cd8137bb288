package primelb.client.command;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a stream goes to a terminal.
 *
 * <p>The JDK cannot say this of one stream: {@code System.console()} speaks of stdin and stdout together, and
 * says nothing of stderr. Linux can: what {@code /proc/self/fd/2} points to is a terminal's device or is not.
 * Where there is no such file, both streams count as a terminal when the console is one.
 */
public final class TerminalCheck {
    private static final int UNKNOWN_COLUMNS = 80;

    /** Narrower than this, a line would say nothing. */
    private static final int LEAST_COLUMNS = 20;

    private static final long STTY_SECONDS = 1;

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

    /**
     * Returns how many columns the terminal has: what {@code COLUMNS} says, else what {@code stty} says of the terminal
     * that this process belongs to, else 80. The JDK cannot say it.
     */
    public static int columns(Map<String, String> environment) {
        return columns(environment.getOrDefault("COLUMNS", ""))
                .or(() -> isTerminal(2) ? columns(sizeByStty().replaceFirst("^\\d+ ", "")) : Optional.empty())
                .orElse(UNKNOWN_COLUMNS);
    }

    static Optional<Integer> columns(String text) {
        return text.matches("[1-9]\\d{0,3}") ? Optional.of(Math.max(LEAST_COLUMNS, Integer.parseInt(text)))
                : Optional.empty();
    }

    /** Returns "rows columns"; anything else where there is no such program or no terminal. */
    private static String sizeByStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!stty.waitFor(STTY_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Returns whether a device of this name is a terminal. */
    static boolean isTerminal(String device) {
        return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
    }
}
