package primelb.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import primelb.core.config.SettingsException;
import primelb.core.config.SettingsReader;
import primelb.core.http.HttpOrigin;

/**
 * The settings of a prime server. The only code that knows their names.
 *
 * @param host what to listen on, a name or address
 * @param port 0 takes any free one
 * @param id names this server in answers and at the balancer
 * @param url announced to balancers; empty means found from the route to each
 * @param balancers admin ports to announce to, possibly none
 * @param ignorePeers whether other balancers that those name are left alone
 * @param token for announcing
 * @param maxInFlight announced if present
 * @param workers threads that compute
 * @param queue computations that may wait for them
 * @param heartbeat between two announcements
 * @param maxCompute how long one computation may run
 * @param drain how long stopping may take
 */
record ServerConfig(String host, int port, String id, Optional<String> url, List<HttpOrigin> balancers,
        boolean ignorePeers, Optional<String> token, OptionalInt maxInFlight, int workers, int queue, Duration heartbeat,
        Duration maxCompute, Duration drain) {

    /**
     * How much a server takes on.
     *
     * @param workers threads that compute
     * @param queue computations that may wait for them
     */
    record Size(int workers, int queue) {}

    Size size() {
        return new Size(workers, queue);
    }

    static final String PREFIX = "SERVER_";

    private static final int STANDARD_PORT = 8000;
    private static final int MAX_WORKERS = 1024;

    /** Returns the settings declared to the reader; they may be used only once {@link #check} has passed. */
    static ServerConfig read(SettingsReader settings, Machine machine) {
        String host = settings.text("SERVER_HOST", "127.0.0.1", "address to listen on; 0.0.0.0 means all");
        int port = settings.integer("SERVER_PORT", STANDARD_PORT, 0, 65535, "port to listen on; 0 takes any free one");
        String id = settings.parsed("SERVER_ID", standardId(machine, port), ServerConfig::parseId,
                "names this server; by default the host name, with the port behind it unless that is 8000");
        Optional<String> url = settings.optionalParsed("SERVER_URL", text -> HttpUrls.text(HttpUrls.origin(text)),
                "where balancers reach this server; by default found from the route to each");
        List<HttpOrigin> balancers = settings.optionalParsed("SERVER_LB_URL", HttpUrls::origins,
                "admin URLs of balancers, with commas between; a name means all its addresses").orElse(List.of());
        boolean ignorePeers = settings.flag("SERVER_IGNORE_PEERS",
                "announces to the balancers of SERVER_LB_URL alone, and not to the peers that they name");
        Optional<String> token = settings.secretText("SERVER_LB_TOKEN", "sent as a bearer token when announcing");
        Optional<Integer> maxInFlight = settings.optionalParsed("SERVER_MAX_IN_FLIGHT", ServerConfig::parseMaxInFlight,
                "requests that the balancer may have here at once; the balancer decides by default");
        int workers = settings.integer("SERVER_WORKERS", Math.min(machine.processors(), MAX_WORKERS), 1, MAX_WORKERS,
                "threads that compute");
        int queue = settings.integer("SERVER_QUEUE", 1024, 1, 1_000_000, "computations that may wait");
        Duration heartbeat = settings.duration("SERVER_HEARTBEAT", "5s", Duration.ofMillis(100), Duration.ofHours(1),
                "between two announcements");
        Duration maxCompute = settings.duration("SERVER_MAX_COMPUTE", "30s", Duration.ofMillis(1),
                Duration.ofMinutes(5), "how long one computation may run");
        Duration drain = settings.duration("SERVER_DRAIN", "8s", Duration.ZERO, Duration.ofMinutes(10),
                "how long requests in flight may take to finish at SIGTERM");
        OptionalInt most = maxInFlight.map(OptionalInt::of).orElse(OptionalInt.empty());
        return new ServerConfig(host, port, id, url, balancers, ignorePeers, token, most, workers, queue, heartbeat,
                maxCompute, drain);
    }

    /**
     * Returns if the settings can be used.
     *
     * @throws SettingsException with all mistakes
     */
    void check(SettingsReader settings) throws SettingsException {
        settings.finish();
        if (token.isPresent() && !token.get().matches("[!-~]+")) {
            throw new SettingsException(List.of("SERVER_LB_TOKEN must be visible ASCII characters without a space"));
        }
    }

    /** Returns where a server of this environment answers its own health check. */
    static String healthUrl(Map<String, String> environment) {
        String host = environment.getOrDefault("SERVER_HOST", "");
        String port = environment.getOrDefault("SERVER_PORT", "");
        boolean everywhere = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
        String name = everywhere ? "127.0.0.1" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "http://" + name + ":" + (port.isEmpty() ? Integer.toString(STANDARD_PORT) : port);
    }

    /** Returns an ID that two servers of one machine do not share, or the balancer would take one for the other. */
    private static String standardId(Machine machine, int port) {
        return switch (port) {
            case STANDARD_PORT -> machine.hostName();
            case 0 -> machine.hostName() + "-" + machine.pid();
            default -> machine.hostName() + "-" + port;
        };
    }

    private static String parseId(String text) {
        // It goes into a header field and into log lines.
        if (!text.matches("[A-Za-z0-9._-]{1,128}")) {
            throw new IllegalArgumentException("must be 1 to 128 letters, digits, dots, dashes or underscores");
        }
        return text;
    }

    private static int parseMaxInFlight(String text) {
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) == 0) {
            throw new IllegalArgumentException("must be 1..9999999");
        }
        return Integer.parseInt(text);
    }
}
