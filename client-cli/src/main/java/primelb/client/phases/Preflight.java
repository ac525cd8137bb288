package primelb.client.phases;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import primelb.client.control.Balancer;
import primelb.client.control.ServerView;
import primelb.client.load.Connector;
import primelb.client.load.Line;
import primelb.client.load.LoadPlan;
import primelb.client.load.Outcome;
import primelb.client.load.Target;
import primelb.core.http.ExchangeException;
import primelb.core.time.Ticker;

/** Looks before the start whether there is anything to measure. */
public final class Preflight {
    private final List<Connector> balancers;
    private final Ticker ticker;

    /** Looks over these, in the order of the target's URLs. */
    public Preflight(List<? extends Connector> balancers, Ticker ticker) {
        this.balancers = List.copyOf(balancers);
        this.ticker = ticker;
    }

    /** A connection, and to which of the target's URLs. */
    private record Reached(int place, Line line) {
    }

    /** What was found: the server that will be stopped, and all servers. */
    record Found(ServerView stopped, List<ServerView> servers) {
    }

    /**
     * Returns an open connection to the first of the target's URLs, on which nothing was sent; it is the caller's to
     * close. Empty if only another one of them can be reached, which is enough.
     */
    public Optional<Line> connect(Target target, LoadPlan plan) throws PreflightException {
        Reached at = reach(target, plan);
        if (at.place() == 0) {
            return Optional.of(at.line());
        }
        at.line().close();
        return Optional.empty();
    }

    private Reached reach(Target target, LoadPlan plan) throws PreflightException {
        var reasons = new ArrayList<String>();
        for (int place = 0; place < balancers.size(); place++) {
            try {
                return new Reached(place, balancers.get(place).open(plan.connectTimeout()));
            } catch (ExchangeException e) {
                reasons.add("%s cannot be reached: %s".formatted(target.all().get(place), e.getMessage()));
            }
        }
        throw new PreflightException(String.join("; ", reasons) + (reasons.size() == 1
                ? " (is the balancer running?)" : " (is one of the balancers running?)"));
    }

    /** Returns the servers when the target answers correctly and all that the experiment needs is up. */
    Found check(PhasesPlan plan, Balancer balancer) throws PreflightException, InterruptedException {
        List<ServerView> servers = servers(plan, balancer);
        ServerView stopped = stopped(plan, servers);
        if (!stopped.active()) {
            String reason = stopped.reason().map(why -> " (" + why + ")").orElse("");
            throw new PreflightException("the balancer says that %s is %s%s: all servers must be up at first"
                    .formatted(stopped.id(), stopped.state(), reason));
        }
        if (servers.stream().filter(ServerView::active).count() < 2) {
            throw new PreflightException("only %s is active: at least one other server must stay up in phase 2"
                    .formatted(stopped.id()));
        }
        answersCorrectly(plan.target(), plan.load());
        return new Found(stopped, servers);
    }

    private static List<ServerView> servers(PhasesPlan plan, Balancer balancer)
            throws PreflightException, InterruptedException {
        try {
            return balancer.servers();
        } catch (IOException e) {
            throw new PreflightException("the balancer's admin port does not answer: %s (try: --admin URL)"
                    .formatted(e.getMessage()), e);
        }
    }

    /** The server that was named; else the one called like the container, else {@code server2}. */
    private static ServerView stopped(PhasesPlan plan, List<ServerView> servers) throws PreflightException {
        List<String> candidates = plan.serverId().map(List::of).orElseGet(() -> List.of(
                plan.commands().container().orElse(PhasesPlan.DEFAULT_SERVER), PhasesPlan.DEFAULT_SERVER));
        for (String candidate : candidates) {
            Optional<ServerView> found = servers.stream().filter(server -> server.id().equals(candidate)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new PreflightException("the balancer knows no server '%s', it knows: %s (try: --server ID)".formatted(
                candidates.getFirst(), servers.isEmpty() ? "none"
                        : servers.stream().map(ServerView::id).collect(Collectors.joining(", "))));
    }

    private void answersCorrectly(Target target, LoadPlan plan) throws PreflightException {
        try (Line line = reach(target, plan).line()) {
            long deadline = ticker.nanos() + plan.timeout().toNanos();
            Outcome outcome = target.check().judge(line.exchange(target.request(), deadline));
            if (outcome instanceof Outcome.Failed(var kind, var explanation)) {
                throw new PreflightException("%s does not answer as expected: %s: %s".formatted(
                        target.uri(), kind.label(), explanation));
            }
        } catch (ExchangeException e) {
            throw new PreflightException("%s does not answer: %s".formatted(target.uri(), e.getMessage()), e);
        }
    }
}
