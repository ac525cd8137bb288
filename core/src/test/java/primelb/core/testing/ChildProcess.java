package primelb.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A program that runs beside a test: its output is captured, its standard input is empty, and {@link #close} ends it.
 *
 * <p>The child sees the environment of the test without the settings of our own programs, so that what a developer
 * has exported changes no test. Safe for use by many threads.
 */
public final class ChildProcess implements AutoCloseable {

    /** How long the operating system may take to bury a process that was killed. */
    private static final Duration BURIAL = Duration.ofSeconds(10);

    private static final List<String> OUR_SETTINGS = List.of("LB_", "SERVER_", "CLIENT_CLI_");

    private final List<String> command;
    private final Process process;
    private final CapturedLines out;
    private final CapturedLines err;

    private ChildProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        String name = Path.of(command.getFirst()).getFileName() + "-" + process.pid();
        this.out = CapturedLines.of(name + "-out", process.getInputStream());
        this.err = CapturedLines.of(name + "-err", process.getErrorStream());
    }

    /** Starts any command with some more variables in its environment. */
    public static ChildProcess start(List<String> command, Map<String, String> environment) {
        List<String> started = new ArrayList<>(IgnoredSignals.undoing());
        started.addAll(command);
        if (command.getFirst().contains("/") && !Files.isExecutable(Path.of(command.getFirst()))) {
            throw new AssertionError("cannot start " + command + ": no such program");
        }
        ProcessBuilder builder = new ProcessBuilder(started);
        builder.environment().keySet().removeIf(name -> OUR_SETTINGS.stream().anyMatch(name::startsWith));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new ChildProcess(List.copyOf(command), process);
        } catch (IOException e) {
            throw new AssertionError("cannot start " + command, e);
        }
    }

    /** Starts {@code java -jar} with the Java that runs the test. */
    public static ChildProcess startJar(Path jar, Map<String, String> environment, String... args) {
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("there is no " + jar + ": run mvn package first");
        }
        List<String> command = new ArrayList<>(List.of(java().toString(), "-jar", jar.toString()));
        command.addAll(List.of(args));
        return start(command, environment);
    }

    /** Returns the launcher of the Java that runs the test. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Returns where the build leaves the jar of a program, such as {@code lb-app}. */
    public static Path jarOf(String module) {
        return SourceTree.root().resolve(Path.of(module, "target", module + ".jar"));
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether the process has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the lines of standard output so far, the last 10,000 of them. */
    public List<String> out() {
        return out.lines();
    }

    /** Returns the lines of standard error so far, the last 10,000 of them. */
    public List<String> err() {
        return err.lines();
    }

    /**
     * Returns the first match of the expression in a line of standard output or, failing that, standard error, written
     * already or still to come; its groups are what the test wants to know, such as a port.
     *
     * @throws AssertionError with everything that was printed, if the deadline passes or both streams end without it
     */
    public MatchResult awaitLine(String regex, Duration deadline) {
        Pattern pattern = Pattern.compile(regex);
        Await.until("a line like " + regex + " from " + this, deadline, () -> {
            boolean ended = out.ended() && err.ended();
            return find(pattern).isPresent() || ended;
        });
        return find(pattern).orElseThrow(() -> new AssertionError("ended without a line like " + regex + ": " + this));
    }

    private Optional<MatchResult> find(Pattern pattern) {
        return out.find(pattern).or(() -> err.find(pattern));
    }

    /** Returns the exit status (128 + n after signal n) once the process has ended and its output is complete. */
    public int awaitExit(Duration deadline) {
        Await.until("the end of " + this, deadline, () -> !process.isAlive() && out.ended() && err.ended());
        return process.exitValue();
    }

    /** Asks the process to end, as {@code docker stop} does. */
    public void sigterm() {
        // Not Process.destroy, which also closes the streams, and with them the last words of the child.
        process.toHandle().destroy();
    }

    /** Ends the process at once, as {@code kill -9} does. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Sends any signal, such as {@code INT}, {@code STOP} or {@code CONT}. */
    public void signal(String name) {
        try (ChildProcess kill = start(List.of("kill", "-" + name, Long.toString(pid())), Map.of())) {
            int status = kill.awaitExit(BURIAL);
            if (status != 0) {
                throw new AssertionError("exit " + status + " from " + kill);
            }
        }
    }

    /** Kills the process and all it has started, and waits until they are gone. Does nothing a second time. */
    @Override
    public void close() {
        List<ProcessHandle> family = process.descendants().toList();
        process.toHandle().destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        Await.until("the end of " + command, BURIAL, () -> !process.isAlive());
        for (ProcessHandle member : family) {
            Await.until("the end of process " + member.pid() + " of " + command, BURIAL, () -> hasEnded(member));
        }
    }

    /** A zombie has ended too: an orphan may stay one for as long as the first process of a container likes. */
    private static boolean hasEnded(ProcessHandle member) {
        return !member.isAlive() || member.info().command().isEmpty();
    }

    @Override
    public String toString() {
        return String.join(" ", command) + " (pid " + pid() + ")\n--- out\n" + out + "\n--- err\n" + err + "\n---";
    }
}
