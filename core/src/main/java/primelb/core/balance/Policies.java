package primelb.core.balance;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** All policies, by the names by which they are configured. */
public final class Policies {
    /** The policy that holds where none is named. */
    public static final String DEFAULT = "least-in-flight";

    private Policies() {
    }

    /**
     * Returns makers of all policies, the default first.
     *
     * @param random for those that draw; used by what is made alone
     * @param nanos a monotonic clock, for those that measure
     */
    public static SequencedMap<String, Supplier<Policy>> all(RandomGenerator random, LongSupplier nanos) {
        SequencedMap<String, Supplier<Policy>> all = new LinkedHashMap<>();
        all.put(DEFAULT, LeastInFlight::new);
        all.put("round-robin", RoundRobin::new);
        all.put("weighted-round-robin", WeightedRoundRobin::new);
        all.put("random", () -> new RandomChoice(random));
        all.put("power-of-two", () -> new PowerOfTwo(random));
        all.put("peak-ewma", () -> new PeakEwma(random, nanos));
        all.put("join-idle", () -> new JoinIdle(random));
        all.put("rendezvous", Rendezvous::new);
        return all;
    }
}
