package primelb.core.balancer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendUrl;
import primelb.core.backend.StateChange;
import primelb.core.health.Damping;
import primelb.core.health.HealthMonitor;
import primelb.core.health.HttpProbe;
import primelb.core.health.MonitorLoop;
import primelb.core.health.Probe;
import primelb.core.health.ProbeResult;
import primelb.core.jfr.Flight;
import primelb.core.pool.Pool;
import primelb.core.proxy.ExchangeListener;
import primelb.core.proxy.ProxyServer;
import primelb.core.proxy.ProxyStats;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/**
 * A load balancer to embed: listens, divides requests among the servers that were registered, checks their health.
 *
 * <p>Safe for any thread. It runs from {@link #start} until {@link #close}.
 *
 * {@snippet :
 * try (Balancer balancer = Balancer.start(BalancerSettings.onLoopback(8080))) {
 *     balancer.register("http://127.0.0.1:8001");
 *     balancer.register("http://127.0.0.1:8002");
 *     Thread.currentThread().join();
 * }
 * }
 */
public final class Balancer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("primelb.balancer");
    private static final Duration HOUSEKEEPING = Duration.ofMillis(500);

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Pool pool;
    private final HealthMonitor monitor;
    private ProxyServer proxy;

    private Balancer(BalancerSettings settings, Ticker ticker, ExecutorService threads) {
        pool = new Pool(new Registry(settings.maxServers()), settings.policy().get(), SystemTime.wallClock(), ticker,
                settings.queue(), settings.hold());
        Probe probe = new HttpProbe(settings.probeTimeout(), ticker, settings.traffic().tls().backends(),
                settings.traffic().allowed());
        monitor = new HealthMonitor(pool::backends, url -> recorded(probe, url), threads,
                settings.probes(), settings.thresholds(), Damping.DEFAULT,
                new HealthMonitor.Time(ticker, SystemTime.wallClock(), new SplittableRandom()), this::probed);
    }

    /**
     * Returns a balancer that listens.
     *
     * @throws IOException if the address cannot be bound; nothing is left running then
     */
    public static Balancer start(BalancerSettings settings) throws IOException {
        Ticker ticker = SystemTime.ticker();
        ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lb-", 0).factory());
        Balancer balancer = new Balancer(settings, ticker, threads);
        balancer.undo.push(threads::shutdownNow);
        try {
            balancer.proxy = ProxyServer.start(settings.address(), balancer.pool, settings.traffic(), threads, ticker,
                    SystemTime.sleeper());
        } catch (IOException | RuntimeException e) {
            balancer.close();
            throw e;
        }
        balancer.undo.push(balancer.proxy::close);
        balancer.startUpkeep(ticker);
        return balancer;
    }

    private static ProbeResult recorded(Probe probe, BackendUrl url) {
        Flight.Span span = Flight.probe();
        ProbeResult result = probe.probe(url);
        span.end(url.toString(), 1, result.detail());
        return result;
    }

    private static void record(StateChange change) {
        Flight.stateChanged(change.backend().id(), change.from().state().text(), change.to().state().text(),
                change.cause());
    }

    private void probed(Backend backend, BackendEvent event) {
        pool.apply(backend, event);
        if (event instanceof BackendEvent.ProbesFailed failed && !failed.answered() && !backend.status().active()) {
            proxy.leave(backend);
        }
    }

    private void startUpkeep(Ticker ticker) {
        pool.listen(monitor::stateChanged);
        pool.listen(Balancer::record);
        Thread health = Thread.ofPlatform().daemon().name("lb-health").start(new MonitorLoop(monitor, ticker));
        undo.push(health::interrupt);
        ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("lb-housekeeping").factory());
        undo.push(housekeeping::shutdownNow);
        regularly(housekeeping, () -> {
            pool.maintain();
            proxy.maintain();
        });
    }

    private static void regularly(ScheduledExecutorService executor, Runnable job) {
        executor.scheduleWithFixedDelay(() -> {
            try {
                job.run();
            } catch (RuntimeException e) {
                // An exception would end the schedule for good, and with it every drain.
                LOG.log(System.Logger.Level.ERROR, "housekeeping failed", e);
            }
        }, HOUSEKEEPING.toMillis(), HOUSEKEEPING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Makes a server a member; it gets traffic once a probe has passed.
     *
     * @param url as in {@code http://host:port}
     * @return how its first probe went
     * @throws IllegalArgumentException if it is no such URL
     * @throws RegistryFullException if there are as many servers as there may be
     */
    public CompletableFuture<ProbeResult> register(String url) throws RegistryFullException {
        return probe(pool.register(Announcement.of(BackendUrl.parse(url))).backend());
    }

    /**
     * Probes a member now, whatever the schedule says, and returns how that went. If it passes, the member is active, even
     * if it was held back because its requests had failed again and again.
     */
    public CompletableFuture<ProbeResult> probe(Backend backend) {
        return monitor.ask(backend, true);
    }

    /** Does the same for a member that has not just started: one that is held back stays so. */
    public CompletableFuture<ProbeResult> check(Backend backend) {
        return monitor.ask(backend, false);
    }

    /** Returns the servers and their states. */
    public Pool pool() {
        return pool;
    }

    /** Returns what the traffic path has counted. */
    public ProxyStats stats() {
        return proxy.stats();
    }

    /** Lets a listener hear of each request that begins from now on, once it has ended, instead of any before. */
    public void listen(ExchangeListener listener) {
        proxy.listen(listener);
    }

    /** Returns how many clients are connected to the traffic port. */
    public int connections() {
        return proxy.connections();
    }

    /** Returns how many connections to a server are open and not in use. */
    public int idleConnections(Backend backend) {
        return proxy.idleConnections(backend);
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return proxy.address();
    }

    /**
     * Accepts no more connections and waits for the requests in work; their answers end their connections.
     *
     * @param patience how long to wait
     * @return whether all were finished in that time
     */
    public boolean drain(Duration patience) throws InterruptedException {
        return proxy.drain(patience);
    }

    /** Ends everything at once; what is in work is cut. Does nothing the second time. */
    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
