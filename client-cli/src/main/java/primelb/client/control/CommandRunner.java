package primelb.client.control;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import primelb.client.text.Printable;
import primelb.core.config.Durations;

/** Carries out a command line within a time, and keeps what it printed for the error message. */
public final class CommandRunner {
    private static final int SHOWN_OUTPUT = 400;

    private final Duration timeout;

    /** Gives every command so long. */
    public CommandRunner(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Returns what the command printed last, when it ended with status 0.
     *
     * <p>The output goes through a file: a command may leave a server behind that keeps its output open, and a
     * pipe would then never end.
     *
     * @throws ControlException when it cannot be begun, ends otherwise, or takes too long; it is killed then
     */
    public String run(List<String> command) throws ControlException, InterruptedException {
        String shown = FaultCommands.shown(command);
        Path output = null;
        try {
            output = Files.createTempFile("primelb-command", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            await(process, shown, output);
            return tail(output);
        } catch (IOException e) {
            throw new ControlException("'%s' could not be run: %s".formatted(shown, e.getMessage()), e);
        } finally {
            delete(output);
        }
    }

    private void await(Process process, String shown, Path output)
            throws ControlException, InterruptedException, IOException {
        boolean ended = false;
        try {
            ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
        if (!ended) {
            throw new ControlException("'%s' did not end within %s: %s".formatted(
                    shown, Durations.format(timeout), tail(output)));
        }
        if (process.exitValue() != 0) {
            throw new ControlException("'%s' ended with status %d: %s".formatted(
                    shown, process.exitValue(), tail(output)));
        }
    }

    private static String tail(Path output) throws IOException {
        try (var file = new RandomAccessFile(output.toFile(), "r")) {
            long length = file.length();
            byte[] last = new byte[(int) Math.min(length, SHOWN_OUTPUT)];
            file.seek(length - last.length);
            file.readFully(last);
            String text = new String(last, StandardCharsets.UTF_8).strip().replaceAll("\\s*\\R\\s*", " | ");
            return text.isEmpty() ? "(it printed nothing)" : Printable.of(text, SHOWN_OUTPUT);
        }
    }

    private static void delete(Path output) throws ControlException {
        if (output != null) {
            try {
                Files.deleteIfExists(output);
            } catch (IOException e) {
                throw new ControlException("could not delete " + output + ": " + e.getMessage(), e);
            }
        }
    }
}
