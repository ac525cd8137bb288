package primelb.client.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import primelb.core.forward.RetryRules;
import primelb.core.health.ProbeSchedule;

/**
 * What is simulated.
 *
 * @param servers how the servers are
 * @param load what arrives
 * @param balancers how the balancers are
 * @param network the round trip between balancer and server, in nanoseconds, 0 or more
 * @param faults what goes wrong
 * @param seed all chance comes from it
 */
public record Scenario(Servers servers, Load load, Balancers balancers, long network, List<Fault> faults, long seed) {
    /** The most servers. */
    public static final int MOST_SERVERS = 10_000;

    /**
     * The servers.
     *
     * @param count how many, 1 to {@link #MOST_SERVERS}
     * @param workers how many requests each works on at once, 1 or more
     * @param queue how many more it takes, 0 or more; beyond them it answers 503
     * @param maxInFlight what each announces to take at once
     * @param speeds how fast they are, in turn; 1 takes for a request what the load says
     * @param weights what they announce, in turn
     */
    public record Servers(int count, int workers, int queue, int maxInFlight, List<Double> speeds,
            List<Integer> weights) {
        /** Keeps its own copies. */
        public Servers {
            speeds = List.copyOf(speeds);
            weights = List.copyOf(weights);
        }

        /** Returns how fast a server is. */
        public double speed(int server) {
            return speeds.get(server % speeds.size());
        }

        /** Returns how many times the work of one worker of speed 1 all can do. */
        public double capacity() {
            double sum = 0;
            for (int server = 0; server < count; server++) {
                sum += speed(server) * workers;
            }
            return sum;
        }
    }

    /**
     * The load.
     *
     * @param requests how many arrive, warm-up included
     * @param warmup how many of them, from the first on, are in no number
     * @param perSecond how many arrive in a second on average
     * @param arrival how the times between arrivals are distributed
     * @param service how the times are distributed that a server of speed 1 works on a request
     * @param serviceNanos their mean
     * @param keys how many keys requests have, each as often; 1 or more
     * @param trace requests that are repeated instead, as they were recorded
     */
    public record Load(long requests, long warmup, double perSecond, Distribution arrival, Distribution service,
            double serviceNanos, int keys, Optional<Trace> trace) {
    }

    /**
     * The balancers, each with its own view; arrivals choose one at random.
     *
     * @param count how many, 1 or more
     * @param queue how many requests wait at each while all servers are full
     * @param hold how long they wait while no server is active
     * @param probes when servers are probed
     * @param probeTimeout how long a probe may take
     * @param response the time for an answer of each attempt
     * @param total the time for an answer of all attempts
     * @param retries when another attempt may follow
     */
    public record Balancers(int count, int queue, Duration hold, ProbeSchedule probes, Duration probeTimeout,
            Duration response, Duration total, RetryRules retries) {
        /** Returns so many balancers with the defaults of lb-app, but for the queue and the time to hold. */
        public static Balancers of(int count, int queue, Duration hold) {
            return new Balancers(count, queue, hold, ProbeSchedule.DEFAULT, Duration.ofSeconds(2), Duration.ofSeconds(30),
                    Duration.ofSeconds(60), RetryRules.DEFAULT);
        }
    }

    /** Keeps its own copy. */
    public Scenario {
        faults = List.copyOf(faults);
    }

    /** Returns which part of what the servers can do arrives. */
    public double utilisation() {
        return load.perSecond() * load.serviceNanos() / 1e9 / servers.capacity();
    }
}
