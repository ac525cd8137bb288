package primelb.lb;

import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import primelb.core.backend.BackendUrl;
import primelb.core.config.SettingsException;
import primelb.core.health.HttpProbe;
import primelb.core.health.ProbeResult;
import primelb.core.http.AllowedAddresses;
import primelb.core.proxy.TlsSettings;
import primelb.core.time.SystemTime;

/** The balancer as a program. */
public final class LbMain {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private LbMain() {
    }

    /** Runs the balancer until SIGTERM or Ctrl-C; {@code health [URL]} asks a running one instead. */
    public static void main(String... args) {
        // Never cached: a container that comes back may have another address.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        LogLines.install();
        System.exit(run(System.getenv(), List.of(args), System.out, System.err));
    }

    /** Runs as told and returns the exit status: 1 if a port cannot be had or the health is bad, 2 for wrong usage. */
    static int run(Map<String, String> environment, List<String> args, PrintStream out, PrintStream err) {
        if (!args.isEmpty() && args.getFirst().equals("health")) {
            return health(environment, args.subList(1, args.size()), out, err);
        }
        LbConfig config;
        try {
            switch (LbConfig.from(environment, args)) {
                case LbConfig.Parsed.Print(String text) -> {
                    out.print(text);
                    return OK;
                }
                case LbConfig.Parsed.Run(LbConfig settings) -> config = settings;
            }
        } catch (SettingsException e) {
            e.mistakes().forEach(mistake -> err.println("error: " + mistake));
            err.println("Settings and their defaults: java -jar lb-app.jar --help");
            return USAGE;
        }
        carryTrafficOn(config.parallelism());
        try {
            serve(Lb.start(config), config, out, err);
            return OK;
        } catch (StartFailedException e) {
            err.println("error: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** Sets how many threads carry the virtual ones; the JDK looks once, when the first virtual thread is made. */
    private static void carryTrafficOn(int processors) {
        String property = "jdk.virtualThreadScheduler.parallelism";
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(processors));
        }
    }

    private static void serve(Lb lb, LbConfig config, PrintStream out, PrintStream err) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(lb, err), "lb-stop"));
        System.getLogger("primelb.lb").log(System.Logger.Level.INFO, config.effective());
        String scheme = config.traffic().keystore().isPresent() ? "https" : "http";
        out.println("primelb-lb ready: traffic " + url(scheme, config.host(), lb.trafficAddress())
                + " admin " + url("http", config.adminHost(), lb.adminAddress()));
        out.flush();
        new CountDownLatch(1).await();
    }

    private static void stop(Lb lb, PrintStream err) {
        try {
            lb.drain();
            lb.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.flush();
        // A JVM that ends by a signal says 143; a balancer that has finished its work says 0.
        Runtime.getRuntime().halt(OK);
    }

    private static String url(String scheme, String configuredHost, InetSocketAddress address) {
        // A socket for all addresses calls itself [::] even where 0.0.0.0 was asked for.
        InetAddress bound = address.getAddress();
        String host = bound.isAnyLocalAddress() ? configuredHost : bound.getHostAddress();
        return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static int health(Map<String, String> environment, List<String> args, PrintStream out, PrintStream err) {
        String url = args.isEmpty()
                ? "http://127.0.0.1:" + environment.getOrDefault("LB_ADMIN_PORT", "8081") : args.getFirst();
        ProbeResult result;
        try {
            result = new HttpProbe(Duration.ofSeconds(2), SystemTime.ticker(), TlsSettings.DEFAULT.backends(),
                    AllowedAddresses.ANY).probe(BackendUrl.parse(url));
        } catch (IllegalArgumentException e) {
            err.println("error: " + e.getMessage());
            return USAGE;
        }
        return switch (result) {
            case ProbeResult.Passed(String detail) -> {
                out.println("healthy: " + detail);
                yield OK;
            }
            case ProbeResult.Failed(String detail, boolean answered) -> {
                boolean alive = answered && LbConfig.aliveIsHealthy(environment);
                out.println((alive ? "alive: " : "unhealthy: ") + detail);
                yield alive ? OK : FAILED;
            }
            case ProbeResult.Unknown(String detail) -> {
                err.println("error: the health could not be asked: " + detail);
                yield FAILED;
            }
        };
    }
}
