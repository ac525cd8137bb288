package primelb.client;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import primelb.client.command.Carriers;
import primelb.client.command.ClientApp;
import primelb.client.command.ExitCode;
import primelb.client.command.Surroundings;
import primelb.client.command.TerminalCheck;
import primelb.client.control.ControlPlane;
import primelb.client.load.Cancellation;
import primelb.core.time.SystemTime;

/** Starts the program. */
public final class ClientMain {
    /** Writing a partial result takes moments; starting a server again may take its {@code --control-timeout}. */
    private static final long MINUTES_TO_TIDY_UP = 5;

    private ClientMain() {
    }

    /**
     * Runs the program and exits with its code. On Ctrl-C or SIGTERM the command is asked to end, writes what it
     * has, and starts again what it stopped; the runtime then exits with 130 or 143 by itself.
     */
    public static void main(String... args) {
        ControlPlane.forbidHiddenResends();
        Carriers.settle(Runtime.getRuntime().availableProcessors());
        var cancellation = new Cancellation();
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("interrupted").unstarted(
                () -> endOnRequest(cancellation, ended)));
        int code = ExitCode.INTERNAL.code();
        try {
            code = new ClientApp(surroundings(cancellation)).run(args);
        } finally {
            ended.countDown();
        }
        System.exit(code);
    }

    private static void endOnRequest(Cancellation cancellation, CountDownLatch ended) {
        cancellation.request();
        try {
            ended.await(MINUTES_TO_TIDY_UP, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Surroundings surroundings(Cancellation cancellation) {
        return new Surroundings(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err),
                TerminalCheck.isTerminal(1), TerminalCheck.isTerminal(2), TerminalCheck.columns(System.getenv()), System.getenv(),
                Path.of("").toAbsolutePath(), SystemTime.ticker(), SystemTime.sleeper(), SystemTime.wallClock(),
                cancellation);
    }

    /** UTF-8 whatever the locale says, since JSON must be. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
