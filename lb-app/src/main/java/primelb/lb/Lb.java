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
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import primelb.core.backend.StateChange;
import primelb.core.balancer.Balancer;
import primelb.core.balancer.BalancerSettings;
import primelb.core.health.ProbeSchedule;
import primelb.core.proxy.ProxySettings;
import primelb.core.proxy.TlsSettings;
import primelb.core.time.SystemTime;
import primelb.core.web.Router;
import primelb.core.web.WebLimits;
import primelb.core.web.WebServer;
import primelb.lb.dashboard.Dashboard;

/** The running program: a balancer, its admin port and its certificate; taken apart in reverse order. */
final class Lb implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("primelb.lb");
    private static final Duration KEYSTORE_LOOK = Duration.ofSeconds(1);
    /** How long a server that registers waits for a slow disk: much shorter than its own patience. */
    private static final Duration SAVING = Duration.ofMillis(100);

    private final LbConfig config;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private Balancer balancer;
    private volatile WebServer admin;
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
        Optional<AccessLog> accessLog = openAccessLog();
        balancer = startBalancer(tls());
        undo.push(balancer::close);
        accessLog.ifPresent(balancer::listen);
        balancer.pool().listen(Lb::log);
        Dashboard dashboard = Dashboard.start(balancer, BackendJson::one, config.token().isPresent());
        undo.push(dashboard::close);
        OwnAddress own = new OwnAddress(this::addresses);
        // Before the admin port opens: what a server says now counts more than what it said once.
        Optional<StateKeeper> state = config.stateFile().map(file -> keepState(file, own));
        AdminApi api = new AdminApi(balancer, new Gate(own, config.allow()), new Token(config.token()), config.peers(), () -> {
            if (state.isPresent()) {
                state.get().awaitWritten(SAVING);
            }
        }, () -> stopping, new LbMetrics(balancer, accessLog));
        admin = startAdmin(dashboard.addTo(api.router()));
        undo.push(() -> {
            // First what the admin port would wait for in vain: the page's stream does not end by itself.
            dashboard.close();
            admin.close();
        });
    }

    private Optional<AccessLog> openAccessLog() throws StartFailedException {
        if (config.accessLog().isEmpty()) {
            return Optional.empty();
        }
        try {
            AccessLog log = new AccessLog(config.accessLog().get().open(), SystemTime.wallClock(),
                    AccessLog.LOOK);
            log.start();
            // Closed after the balancer, so that the last requests are in it.
            undo.push(log::close);
            return Optional.of(log);
        } catch (IOException e) {
            throw StartFailedException.accessLog(config.accessLog().get().target(), e);
        }
    }

    private StateKeeper keepState(Path file, OwnAddress own) {
        StateKeeper keeper = RegistryState.restore(file, balancer, config.maxServers(), own::matches);
        undo.push(keeper::close);
        balancer.pool().listen(keeper);
        keeper.start();
        return keeper;
    }

    /** Returns where the balancer listens; before the admin port is known, where that is going to be. */
    private List<InetSocketAddress> addresses() {
        WebServer started = admin;
        InetSocketAddress port = started != null ? started.address()
                : new InetSocketAddress(config.adminHost(), config.adminPort());
        return port.isUnresolved() ? List.of(balancer.address()) : List.of(balancer.address(), port);
    }

    private TlsSettings tls() throws StartFailedException {
        TlsSettings tls = TlsSettings.DEFAULT;
        if (config.traffic().keystore().isPresent()) {
            tls = tls.forClients(keystore(config.traffic().keystore().get()));
        }
        if (config.traffic().backendTruststore().isPresent()) {
            Path file = config.traffic().backendTruststore().get();
            try {
                SSLContext trust = TlsTruststore.read(file);
                tls = tls.forBackends(() -> trust);
            } catch (IOException e) {
                throw StartFailedException.truststore(file, e);
            }
        }
        return tls;
    }

    private TlsKeystore keystore(Path file) throws StartFailedException {
        try {
            TlsKeystore keystore = TlsKeystore.open(file, config.traffic().passwordFile());
            ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lb-keystore").factory());
            undo.push(looking::shutdownNow);
            looking.scheduleWithFixedDelay(keystore::reloadIfChanged, KEYSTORE_LOOK.toMillis(), KEYSTORE_LOOK.toMillis(),
                    TimeUnit.MILLISECONDS);
            return keystore;
        } catch (IOException e) {
            throw StartFailedException.keystore(file, e);
        }
    }

    private Balancer startBalancer(TlsSettings tls) throws StartFailedException {
        // A name of its own for each process: a chain of two balancers is no loop.
        String viaName = "primelb-" + Integer.toHexString(new SplittableRandom().nextInt());
        ProxySettings traffic = config.traffic().proxySettings(viaName, tls).forwardingTo(config.allow());
        ProbeSchedule probes = new ProbeSchedule(config.probeInterval(), config.stallAfter(),
                ProbeSchedule.DEFAULT.firstRetry(), ProbeSchedule.DEFAULT.longestRetry());
        try {
            return Balancer.start(new BalancerSettings(address(config.host(), config.port()), config.policy(), traffic,
                    probes, config.probeTimeout(), config.thresholds(), config.maxServers(), config.queue(),
                    config.hold()));
        } catch (IOException e) {
            throw StartFailedException.binding("LB", config.host(), config.port(), e);
        }
    }

    private WebServer startAdmin(Router router) throws StartFailedException {
        try {
            InetSocketAddress address = address(config.adminHost(), config.adminPort());
            CrossSite crossSite = new CrossSite(address.getAddress(), config.adminHost());
            return WebServer.start(address, crossSite.refusing(router), WebLimits.STANDARD);
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

    private static void log(StateChange change) {
        LOG.log(System.Logger.Level.INFO, () -> change.backend() + ": " + change.from().state().text() + " -> "
                + change.to().state().text() + " (" + change.cause() + ")");
    }

    InetSocketAddress trafficAddress() {
        return balancer.address();
    }

    InetSocketAddress adminAddress() {
        return admin.address();
    }

    /** Says 503 on the health check, takes no more connections, and waits for the requests in work. */
    void drain() throws InterruptedException {
        stopping = true;
        if (!balancer.drain(config.drain())) {
            LOG.log(System.Logger.Level.WARNING, "requests were still in work after " + config.drain() + "; they are cut");
        }
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
