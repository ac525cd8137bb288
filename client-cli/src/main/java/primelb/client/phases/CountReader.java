package primelb.client.phases;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import primelb.client.control.Balancer;
import primelb.client.control.ServerCounter;
import primelb.client.control.ServerView;
import primelb.core.time.Sleeper;

/** Reads what the balancer and the servers have counted, before and after a phase. */
final class CountReader {
    private static final Duration SETTLE_STEP = Duration.ofMillis(50);
    private static final int SETTLE_STEPS = 20;

    private final Balancer balancer;
    private final boolean onlyBalancer;
    private final ServerCounter counter;
    private final Map<String, URI> stated;
    private final Sleeper sleeper;

    /**
     * Reads over these.
     *
     * @param onlyBalancer whether all requests go through this balancer; else what it counts is a part of them, and not told
     * @param stated where a server's counts are found, for servers that the registry's own URL does not lead to
     */
    CountReader(Balancer balancer, boolean onlyBalancer, ServerCounter counter, Map<String, URI> stated, Sleeper sleeper) {
        this.balancer = balancer;
        this.onlyBalancer = onlyBalancer;
        this.counter = counter;
        this.stated = Map.copyOf(stated);
        this.sleeper = sleeper;
    }

    /** The counts at one moment; a server that could not be asked has none. */
    record Counts(OptionalLong balancer, Map<String, OptionalLong> servers) {
    }

    /** Returns the counts of the balancer and of these servers now. */
    Counts read(List<ServerView> servers) throws InterruptedException {
        var counts = new LinkedHashMap<String, OptionalLong>();
        for (ServerView server : servers) {
            URI url = stated.get(server.id());
            counts.put(server.id(), counter.count(url == null ? server.url() : url.toString(), server.id()));
        }
        return new Counts(onlyBalancer ? balancer.requests() : OptionalLong.empty(), counts);
    }

    /**
     * Returns what was counted since. A count may follow its answer by a moment: for up to a second they are read
     * again until they agree.
     */
    Reconciliation since(Counts before, List<ServerView> servers, int sent) throws InterruptedException {
        Reconciliation result = difference(before, read(servers), sent);
        for (int step = 0; step < SETTLE_STEPS && !result.agrees(); step++) {
            sleeper.sleep(SETTLE_STEP);
            result = difference(before, read(servers), sent);
        }
        return result;
    }

    private static Reconciliation difference(Counts before, Counts after, int sent) {
        return new Reconciliation(sent, minus(after.balancer(), before.balancer()),
                before.servers().keySet().stream().map(server -> new Reconciliation.ServerCount(server,
                        minus(after.servers().getOrDefault(server, OptionalLong.empty()),
                                before.servers().get(server)))).toList());
    }

    /** Less than nothing means that the counter began anew in between: then the difference is not known. */
    private static OptionalLong minus(OptionalLong after, OptionalLong before) {
        return after.isPresent() && before.isPresent() && after.getAsLong() >= before.getAsLong()
                ? OptionalLong.of(after.getAsLong() - before.getAsLong()) : OptionalLong.empty();
    }
}
