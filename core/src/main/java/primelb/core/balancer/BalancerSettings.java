package primelb.core.balancer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import primelb.core.balance.LeastInFlight;
import primelb.core.balance.Policy;
import primelb.core.health.ProbeSchedule;
import primelb.core.health.Thresholds;
import primelb.core.pool.Pool;
import primelb.core.proxy.ProxySettings;

/**
 * How a balancer behaves.
 *
 * @param address where it listens; port 0 is any free one
 * @param policy makes the policy by which a server is chosen
 * @param traffic the limits of the traffic path
 * @param probes when servers are probed
 * @param probeTimeout how long a whole probe may take
 * @param thresholds how many probes in a row flip a server
 * @param maxServers how many servers may be registered, 1 or more
 * @param queue how many requests may wait while every active server is full, or none is active, 0 or more
 * @param hold how long a request waits for a server while none is active, 0 or more
 */
public record BalancerSettings(InetSocketAddress address, Supplier<Policy> policy, ProxySettings traffic,
        ProbeSchedule probes, Duration probeTimeout, Thresholds thresholds, int maxServers, int queue, Duration hold) {
    /** How long a whole probe may take by default. */
    public static final Duration DEFAULT_PROBE_TIMEOUT = Duration.ofSeconds(2);
    /** How many servers may be registered by default. */
    public static final int DEFAULT_MAX_SERVERS = 1024;

    /** Refuses a probe timeout of nothing, and a negative time to hold requests. */
    public BalancerSettings {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(probes, "probes");
        Objects.requireNonNull(thresholds, "thresholds");
        if (!probeTimeout.isPositive()) {
            throw new IllegalArgumentException("the probe timeout must be positive, got " + probeTimeout);
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("the time to hold requests must be 0 or more, got " + hold);
        }
    }

    /** Returns the defaults, listening on this port of the loopback address; 0 is any free one. */
    public static BalancerSettings onLoopback(int port) {
        return new BalancerSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LeastInFlight::new,
                ProxySettings.defaults("primelb"), ProbeSchedule.DEFAULT, DEFAULT_PROBE_TIMEOUT, Thresholds.DEFAULT,
                DEFAULT_MAX_SERVERS, Pool.DEFAULT_QUEUE, Duration.ZERO);
    }
}
