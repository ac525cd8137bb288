package primelb.lb;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import primelb.core.backend.StateChange;
import primelb.core.health.HealthMonitor;
import primelb.core.health.HttpProbe;
import primelb.core.health.MonitorLoop;
import primelb.core.health.ProbeSchedule;
import primelb.core.pool.Pool;
import primelb.core.proxy.ProxyServer;
import primelb.core.proxy.ProxySettings;
import primelb.core.registry.Registry;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;
import primelb.core.web.WebLimits;
import primelb.core.web.WebServer;

/** The running balancer: puts the parts together, and takes them apart in reverse order. */
final class Lb implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("primelb.lb");
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

    private final LbConfig config;
    private final Ticker ticker = SystemTime.ticker();
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private ProxyServer proxy;
    private volatile WebServer admin;
    private TlsKeystore keystore;
    private volatile boolean stopping;

    private Lb(LbConfig config) {
        this.config = config;
    }

    /**
     * Returns a balancer that listens on both ports.
     *
     * @throws StartFailedException if it cannot; nothing is left running then
     */
    static Lb start(LbConfig config) throws StartFailedException {
        Lb lb = new Lb(config);
        try {
            lb.assemble();
            return lb;
        } catch (StartFailedException | RuntimeException e) {
            lb.close();
            throw e;
        }
    }

    private void assemble() throws StartFailedException {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lb-", 0).factory());
        undo.push(threads::shutdownNow);
        Pool pool = new Pool(new Registry(config.maxServers()), config.policy().get(), SystemTime.wallClock(), ticker);
        HealthMonitor monitor = monitor(pool, threads);
        MonitorLoop loop = new MonitorLoop(monitor, ticker);
        pool.listen(Lb::log);
        pool.listen(change -> monitor.wake());
        proxy = startProxy(pool, threads);
        undo.push(proxy::close);
        OwnAddress own = new OwnAddress(this::addresses);
        AdminApi api = new AdminApi(pool, monitor, proxy.stats(), own, new Token(config.token()), () -> stopping);
        admin = startAdmin(api);
        undo.push(admin::close);
        Thread health = Thread.ofPlatform().daemon().name("lb-health").start(loop);
        undo.push(health::interrupt);
        ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("lb-housekeeping").factory());
        undo.push(housekeeping::shutdownNow);
        housekeeping.scheduleWithFixedDelay(() -> keepHouse(pool), HOUSEKEEPING.toMillis(), HOUSEKEEPING.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Returns where the balancer listens; the admin port answers already while it is not known here yet. */
    private List<InetSocketAddress> addresses() {
        WebServer started = admin;
        return started == null ? List.of(proxy.address()) : List.of(proxy.address(), started.address());
    }

    private HealthMonitor monitor(Pool pool, ExecutorService threads) {
        ProbeSchedule schedule = new ProbeSchedule(config.probeInterval(), config.stallAfter(),
                ProbeSchedule.DEFAULT.firstRetry(), ProbeSchedule.DEFAULT.longestRetry());
        return new HealthMonitor(pool::backends, new HttpProbe(config.probeTimeout(), ticker), threads, schedule,
                config.thresholds(), new HealthMonitor.Time(ticker, SystemTime.wallClock(), random), pool::apply);
    }

    private ProxyServer startProxy(Pool pool, ExecutorService threads) throws StartFailedException {
        // A name of its own for each process: a chain of two balancers is no loop.
        String viaName = "primelb-" + Integer.toHexString(random.nextInt());
        try {
            openKeystore();
            ProxySettings settings = config.traffic().proxySettings(viaName, Optional.ofNullable(keystore));
            return ProxyServer.start(address(config.host(), config.port()), pool, settings, threads, ticker,
                    SystemTime.sleeper());
        } catch (IOException e) {
            throw StartFailedException.binding("LB", config.host(), config.port(), e);
        }
    }

    private void openKeystore() throws StartFailedException {
        if (config.traffic().keystore().isPresent()) {
            Path file = config.traffic().keystore().get();
            try {
                keystore = TlsKeystore.open(file, config.traffic().passwordFile());
            } catch (IOException e) {
                throw StartFailedException.keystore(file, e);
            }
        }
    }

    private WebServer startAdmin(AdminApi api) throws StartFailedException {
        try {
            return WebServer.start(address(config.adminHost(), config.adminPort()), api.router(), WebLimits.STANDARD);
        } catch (IOException e) {
            throw StartFailedException.binding("LB_ADMIN", config.adminHost(), config.adminPort(), e);
        }
    }

    private static InetSocketAddress address(String host, int port) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("unknown host");
        }
        return address;
    }

    private void keepHouse(Pool pool) {
        try {
            pool.maintain();
            proxy.maintain();
            if (keystore != null) {
                keystore.reloadIfChanged();
            }
        } catch (RuntimeException e) {
            // An exception would end the schedule for good, and with it every drain.
            LOG.log(System.Logger.Level.ERROR, "housekeeping failed", e);
        }
    }

    private static void log(StateChange change) {
        LOG.log(System.Logger.Level.INFO, () -> change.backend() + ": " + change.from().state().text() + " -> "
                + change.to().state().text() + " (" + change.cause() + ")");
    }

    InetSocketAddress trafficAddress() {
        return proxy.address();
    }

    InetSocketAddress adminAddress() {
        return admin.address();
    }

    /** Says 503 on the health check, takes no more connections, and waits for the requests in work. */
    void drain() throws InterruptedException {
        stopping = true;
        if (!proxy.drain(config.drain())) {
            LOG.log(System.Logger.Level.WARNING,
                    "requests were still in work after " + config.drain() + "; they are cut");
        }
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
