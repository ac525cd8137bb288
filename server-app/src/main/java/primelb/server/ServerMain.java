package primelb.server;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import primelb.core.config.SettingsException;
import primelb.core.config.SettingsReader;

/** Starts a prime server, or asks a running one for its health. */
public final class ServerMain {

    private static final String USAGE = """
            usage: java -jar server-app.jar [options]         serves primes until SIGTERM
                   java -jar server-app.jar health [URL]      exit 0 if the server there is healthy, else 1""";

    private ServerMain() {}

    /** Runs the program and exits with its status. */
    public static void main(String... args) {
        CountDownLatch stop = new CountDownLatch(1);
        CompletableFuture<Integer> status = new CompletableFuture<>();
        // The JVM ends with 143 after SIGTERM, whatever its hooks do, unless one of them halts it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            Runtime.getRuntime().halt(status.join());
        }, "stop"));
        int result = 70;
        try {
            result = run(System.getenv(), List.of(args), System.out, System.err, stop);
        } catch (RuntimeException | Error e) {
            System.getLogger("primelb.server").log(Level.ERROR, "internal error", e);
        } finally {
            System.out.flush();
            status.complete(result);
        }
        System.exit(result);
    }

    /**
     * Returns the exit status: 0 after a stop, 1 if the server could not start (or is unhealthy), 2 for wrong usage.
     *
     * @param stop ends the server when it reaches zero
     */
    static int run(Map<String, String> environment, List<String> args, PrintStream out, PrintStream err,
            CountDownLatch stop) {
        if (!args.isEmpty() && args.getFirst().equals("health")) {
            if (args.size() > 2) {
                err.println("error: health takes one URL, got " + (args.size() - 1) + " arguments");
                return 2;
            }
            return HealthProbe.run(args.size() == 2 ? args.get(1) : ServerConfig.healthUrl(environment), err);
        }
        SettingsReader settings = SettingsReader.of(ServerConfig.PREFIX, environment, args);
        ServerConfig config = ServerConfig.read(settings, Machine.here());
        if (settings.helpAsked()) {
            out.print(settings.help(USAGE));
            return 0;
        }
        if (settings.versionAsked()) {
            out.println("primelb-server " + version());
            return 0;
        }
        try {
            config.check(settings);
        } catch (SettingsException e) {
            e.mistakes().forEach(mistake -> err.println("error: " + mistake));
            return 2;
        }
        return serve(config, settings.effective(), out, err, stop);
    }

    private static int serve(
            ServerConfig config, String effective, PrintStream out, PrintStream err, CountDownLatch stop) {
        prepareJvm();
        try {
            PrimeServer server = PrimeServer.start(config, out::println);
            // Said, not logged: the first log record would cost a good part of the time that it takes to start.
            out.println("primelb-server settings: " + effective);
            stop.await();
            server.stop(out::println);
            return 0;
        } catch (IOException e) {
            err.println("error: " + cannotListen(config, e));
            return 1;
        } catch (InterruptedException e) {
            // Nobody but the JVM's end interrupts the main thread.
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static String cannotListen(ServerConfig config, IOException e) {
        String port = "SERVER_PORT " + config.port() + " on " + config.host();
        return switch (e) {
            case UnknownHostException unknown ->
                "SERVER_HOST must be an address of this machine, got '" + config.host() + "' (unknown host)";
            case BindException bind when String.valueOf(bind.getMessage()).contains("in use") ->
                port + " is taken (address already in use); name another, SERVER_PORT=0 takes any free one";
            default -> port + " cannot be listened on: " + e.getMessage();
        };
    }

    /** Returns the version of the jar. */
    static String version() {
        String version = ServerMain.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** Sets what the JDK reads once, when it is first used. */
    private static void prepareJvm() {
        String logFormat = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(logFormat) == null) {
            // One line a record.
            System.setProperty(logFormat, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
        }
        // Names are looked up anew each time: a container comes back with another address.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
