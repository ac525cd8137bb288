package primelb.lb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import primelb.core.balance.Policies;
import primelb.core.balance.Policy;
import primelb.core.config.SettingsException;
import primelb.core.config.SettingsReader;
import primelb.core.health.Thresholds;
import primelb.core.http.AllowedAddresses;
import primelb.core.pool.Pool;
import primelb.core.time.SystemTime;

/**
 * The settings of the balancer.
 *
 * @param host where the traffic port listens
 * @param port the traffic port; 0 is any free one
 * @param adminHost where the admin port listens
 * @param adminPort the admin port; 0 is any free one
 * @param policy makes the policy
 * @param token what server_up and server_down must bring, if anything
 * @param peers admin URLs of other balancers, named to every server that registers
 * @param probeInterval how long an active server may be without traffic before it is probed
 * @param probeTimeout how long a probe may take
 * @param thresholds how many probes flip a server
 * @param stallAfter how long a server may owe an answer in silence before it is probed
 * @param traffic the traffic path
 * @param allow which addresses a server may have
 * @param stateFile where the registered servers are kept, if anywhere
 * @param accessLog where a line for each request goes, if anywhere
 * @param maxServers how many servers may be registered
 * @param queue how many requests may wait while every active server is full, or none is active
 * @param hold how long a request waits for a server while none is active
 * @param parallelism how many processors carry traffic at once
 * @param drain how long requests in flight may take when the balancer stops
 * @param effective all of it on one line, without secrets
 */
record LbConfig(String host, int port, String adminHost, int adminPort, Supplier<Policy> policy,
        Optional<String> token, List<String> peers, Duration probeInterval, Duration probeTimeout, Thresholds thresholds,
        Duration stallAfter, TrafficConfig traffic, AllowedAddresses allow, Optional<Path> stateFile,
        Optional<AccessLogConfig> accessLog, int maxServers,
        int queue, Duration hold, int parallelism, Duration drain, String effective) {
    private static final String USAGE = """
            java -jar lb-app.jar [options]
            java -jar lb-app.jar health [ADMIN_URL]   asks a running one: exit 0 if it is healthy""";
    private static final String ALIVE = "alive";
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What the command line asks for. */
    sealed interface Parsed {
        /** To run with these settings. */
        record Run(LbConfig config) implements Parsed {
        }

        /** To print this and end. */
        record Print(String text) implements Parsed {
        }
    }

    /**
     * Returns what the environment and the arguments ask for.
     *
     * @throws SettingsException with all mistakes at once
     */
    static Parsed from(Map<String, String> environment, List<String> args) throws SettingsException {
        SettingsReader in = SettingsReader.of("LB_", environment, args);
        String host = in.text("LB_HOST", "127.0.0.1", "address that the traffic port listens on");
        int port = in.integer("LB_PORT", 8080, 0, 65535, "traffic port; 0: any free one");
        String adminHost = in.text("LB_ADMIN_HOST", "127.0.0.1", "address that the admin port listens on");
        int adminPort = in.integer("LB_ADMIN_PORT", 8081, 0, 65535, "admin port; 0: any free one");
        Supplier<Policy> policy = in.choice("LB_POLICY", Policies.DEFAULT,
                Policies.all(new SplittableRandom(), SystemTime.ticker()::nanos), "how a server is chosen");
        Optional<String> token = in.secretText("LB_TOKEN", "what server_up and server_down must bring as a bearer token");
        List<String> peers = in.optionalParsed("LB_PEERS", PeerUrls::parse,
                "admin URLs of other balancers, with commas between; servers that register are told of them").orElse(List.of());
        Duration probeInterval = in.duration("LB_PROBE_INTERVAL", "2s", SHORTEST, LONGEST,
                "time without traffic after which an active server is probed");
        Duration probeTimeout = in.duration("LB_PROBE_TIMEOUT", "2s", SHORTEST, LONGEST, "time for a whole probe");
        Thresholds thresholds = new Thresholds(
                in.integer("LB_RISE", 1, 1, 100, "probes in a row that must pass to make a server active"),
                in.integer("LB_FALL", 1, 1, 100, "probes in a row that must fail to make a server inactive"));
        Duration stallAfter = in.duration("LB_STALL_AFTER", "3s", SHORTEST, LONGEST,
                "silence after which a server that owes an answer is probed");
        TrafficConfig traffic = TrafficConfig.read(in);
        int queue = in.integer("LB_QUEUE", Pool.DEFAULT_QUEUE, 0, 1_000_000,
                "requests that may wait while every active server is full, or none is active");
        Duration hold = in.duration("LB_HOLD", "0s", Duration.ZERO, LONGEST,
                "time that a request waits for a server while none is active; then 503");
        AllowedAddresses allow = in.parsed("LB_ALLOW", "any", LbConfig::allowed,
                "which addresses a server may have: any, or a comma list like 10.0.0.0/8,::1");
        Optional<Path> stateFile = in.optionalParsed("LB_STATE_FILE", Path::of,
                "file that keeps who is registered, so that the servers survive the end of the balancer");
        Optional<AccessLogConfig> accessLog = AccessLogConfig.read(in);
        int maxServers = in.integer("LB_MAX_SERVERS", 1024, 1, 100_000, "servers that may be registered");
        int parallelism = in.integer("LB_PARALLELISM", allButOne(), 1, 1024,
                "processors that carry traffic at once; by default all but one, which is for the JVM and health checks");
        Duration drain = in.duration("LB_DRAIN", "30s", Duration.ZERO, LONGEST,
                "time for requests in flight when the balancer stops");
        // For the mode `health` alone, which runs beside the balancer with the same environment.
        in.choice("LB_HEALTH", "serving", healthModes(),
                "what the mode `health` asks for: a server that is active, or only that the balancer answers");
        if (in.helpAsked()) {
            return new Parsed.Print(in.help(USAGE));
        }
        if (in.versionAsked()) {
            return new Parsed.Print("primelb-lb " + version() + "\n");
        }
        in.finish();
        return new Parsed.Run(new LbConfig(host, port, adminHost, adminPort, policy, token, peers, probeInterval, probeTimeout,
                thresholds, stallAfter, traffic, allow, stateFile, accessLog, maxServers, queue, hold, parallelism, drain,
                in.effective()));
    }

    private static AllowedAddresses allowed(String text) {
        return text.equals("any") ? AllowedAddresses.ANY : AllowedAddresses.parse(text);
    }

    private static SequencedMap<String, Boolean> healthModes() {
        SequencedMap<String, Boolean> all = new LinkedHashMap<>();
        all.put("serving", false);
        all.put(ALIVE, true);
        return all;
    }

    /** Returns whether the mode {@code health} is content with a balancer that answers, with or without servers. */
    static boolean aliveIsHealthy(Map<String, String> environment) {
        return ALIVE.equals(environment.get("LB_HEALTH"));
    }

    /** Returns the version of the jar. */
    static String version() {
        return Optional.ofNullable(LbConfig.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }

    private static int allButOne() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }
}
