package primelb.client.stored;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the requests of one measurement came to.
 *
 * @param wallMicros from the release to the last completion
 * @param throughput ok requests per second
 * @param latency response times of the ok requests; empty where there was none
 * @param latencyOfAll response times with the failed requests at their elapsed time
 * @param service times from when a client took a request up, not from when it was due; in a closed loop the same
 * @param moved how often requests went on to another balancer
 * @param sentAgain how many of these moves were made after the request had been sent
 * @param rates requests per second that were due, were sent and came to an end
 */
public record Totals(long sent, long ok, long failed, long abandoned, boolean limitReached, long wallMicros,
        double throughput, Optional<Latency> latency, Optional<Latency> latencyOfAll, List<Server> servers,
        List<Failure> failures, Optional<Latency> service, long moved, long sentAgain, Rates rates) {
    /** What one server answered. */
    public record Server(String name, long ok, double share, Optional<Latency> latency) {
    }

    /** How often a kind of failure occurred. */
    public record Failure(String kind, long count, String firstExample) {
    }

    /**
     * Requests per second.
     *
     * @param offered what was due; empty in a closed loop
     * @param keptUp whether nearly all of that was sent
     */
    public record Rates(OptionalDouble offered, double sent, double completed, boolean keptUp) {
    }

    /** Keeps its own copies. */
    public Totals {
        servers = List.copyOf(servers);
        failures = List.copyOf(failures);
    }

    /** Returns the part of the ok requests that this server answered, 0 where it answered none. */
    public double share(String server) {
        return servers.stream().filter(each -> each.name().equals(server)).mapToDouble(Server::share).findFirst()
                .orElse(0);
    }
}
