package primelb.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import primelb.core.http.HttpOrigin;

/** Finds the addresses behind one URL, again and again: a balancer comes, moves and goes. For one thread. */
final class Lookup {

    /** Finds the addresses of a name, asking anew each time. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> addressesOf(String host) throws UnknownHostException;
    }

    private final HttpOrigin name;
    private final Resolver resolver;
    private final Balancers balancers;
    private final Duration heartbeat;
    private final Backoff backoff;
    private final Consumer<String> out;
    private boolean said;

    Lookup(HttpOrigin name, Resolver resolver, Balancers balancers, Duration heartbeat, Backoff backoff,
            Consumer<String> out) {
        this.name = name;
        this.resolver = resolver;
        this.balancers = balancers;
        this.heartbeat = heartbeat;
        this.backoff = backoff;
        this.out = out;
    }

    /** Looks once, and returns how long to wait before the next time. */
    Duration round() {
        try {
            balancers.found(name, resolver.addressesOf(name.host()));
            backoff.reset();
            said = false;
            return heartbeat;
        } catch (UnknownHostException e) {
            balancers.notFound(name);
            if (!said) {
                said = true;
                out.accept("primelb-server not announced to " + HttpUrls.text(name) + ": "
                        + new Verdict.Unreachable("unknown host").text());
            }
            return backoff.afterFailure();
        }
    }
}
