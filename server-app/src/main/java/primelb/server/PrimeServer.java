package primelb.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;
import primelb.core.web.WebLimits;
import primelb.core.web.WebServer;

/** A running prime server: composes the parts, and stops them in reverse order. */
final class PrimeServer {

    /** No route looks at a body, but some clients send one with every GET. */
    private static final int MAX_BODY_BYTES = 64 * 1024;
    /** For answers that say only that the server stops. */
    private static final Duration LAST_ANSWERS = Duration.ofMillis(250);
    /** A balancer answers server_down without waiting for anything. */
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private final ServerConfig config;
    private final ComputePool pool;
    private WebServer web;
    private Announcing announcing;
    private volatile Phase phase = Phase.ACCEPTING;

    private PrimeServer(ServerConfig config, ComputePool pool) {
        this.config = config;
        this.pool = pool;
    }

    /**
     * Returns a server that accepts requests and announces itself, having said so.
     *
     * @param out takes the lines for people and scripts
     * @throws IOException if it cannot listen on the configured address
     */
    static PrimeServer start(ServerConfig config, Consumer<String> out) throws IOException {
        Ticker ticker = SystemTime.ticker();
        InetAddress host = InetAddress.getByName(config.host());
        ComputePool pool = new ComputePool(config.workers(), config.queue(), config.maxCompute(), ticker,
                Thread.ofPlatform().daemon().name("compute-", 1).factory());
        PrimeServer server = new PrimeServer(config, pool);
        ServerMetrics metrics = new ServerMetrics(pool::stats, config.size());
        PrimeEndpoint prime = new PrimeEndpoint(config.id(), pool, config.maxCompute(), () -> server.phase, ticker,
                metrics);
        ServerRoutes routes = new ServerRoutes(config.id(), prime, () -> server.phase, pool::stats, metrics);
        server.web = WebServer.start(new InetSocketAddress(host, config.port()), routes,
                new WebLimits(MAX_BODY_BYTES, LAST_ANSWERS));
        InetSocketAddress bound = new InetSocketAddress(host, server.web.address().getPort());
        out.accept("primelb-server ready: " + config.id() + " " + AdvertisedUrl.url(host, bound.getPort()));
        server.announcing = announce(config, bound, ticker, out);
        return server;
    }

    /**
     * Stops within the drain time: the health check fails first, then the balancers are told, then what is in flight
     * finishes; what does not is answered with 503.
     */
    void stop(Consumer<String> out) throws InterruptedException {
        Duration farewell = least(LONGEST_FAREWELL, config.drain().dividedBy(4));
        Duration finishing = config.drain().minus(farewell).minus(least(LAST_ANSWERS, config.drain().dividedBy(4)));
        phase = Phase.LEAVING;
        web.drain();
        out.accept("primelb-server stopping: " + config.id() + ", " + web.inFlight() + " in flight");
        announcing.leave(farewell);
        phase = Phase.REFUSING;
        boolean finished = web.awaitIdle(finishing);
        int left = finished ? 0 : web.inFlight();
        pool.close();
        web.close();
        out.accept("primelb-server stopped: " + config.id()
                + (left == 0 ? "" : ", " + left + " in flight given up after " + config.drain().toMillis() + " ms"));
    }

    private static Announcing announce(
            ServerConfig config, InetSocketAddress bound, Ticker ticker, Consumer<String> out) {
        AdminClient admin = new AdminClient(config.id(), config.maxInFlight(), config.token(), ticker);
        AdvertisedUrl url = new AdvertisedUrl(config.url(), bound, AdvertisedUrl.ofMachine());
        Balancers balancers = new Balancers(config.balancers(), !config.ignorePeers(), out);
        return Announcing.start(balancers,
                name -> new Lookup(name, host -> List.of(InetAddress.getAllByName(host)), balancers,
                        config.heartbeat(), new Backoff(new SplittableRandom()), out),
                port -> new Announcer(port, url, admin, config.heartbeat(), new Backoff(new SplittableRandom()),
                        verdict -> balancers.heard(port, verdict), out),
                admin, SystemTime.sleeper());
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
