package primelb.core.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.CopyOnWriteArrayList;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendUrl;
import primelb.core.backend.StateChange;
import primelb.core.balance.Policy;
import primelb.core.balance.RoundRobin;
import primelb.core.pool.Pool;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.Await;
import primelb.core.testing.ScriptedBackend;
import primelb.core.time.Sleeper;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/** A proxy on port 0 in front of scripted backends that count as active; probes nothing. */
final class ProxyFixture implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The defaults, but short where a test would have to wait. */
    static final ProxySettings QUICK = ProxySettings.defaults("primelb-test").with(new ProxySettings.Timeouts(
            Duration.ofMillis(500), Duration.ofMillis(600), Duration.ofSeconds(2), Duration.ofMillis(500),
            Duration.ofMillis(500), MinimumRate.DEFAULT, Duration.ofMillis(800), Duration.ofMillis(500),
            Duration.ofSeconds(3), PATIENCE, Duration.ofSeconds(4)));

    private final List<Throwable> escaped = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().uncaughtExceptionHandler((thread, e) -> escaped.add(e)).factory());
    private final List<ScriptedBackend> scripted = new ArrayList<>();
    private final List<StateChange> changes = new CopyOnWriteArrayList<>();
    private final Pool pool;
    private final ProxyServer proxy;

    ProxyFixture(ProxySettings settings, int backends) throws IOException {
        this(settings, backends, pool(new RoundRobin(), Duration.ZERO), SystemTime.ticker(), SystemTime.sleeper());
    }

    /** Makes one with this pool, still empty. */
    ProxyFixture(ProxySettings settings, int backends, Pool pool) throws IOException {
        this(settings, backends, pool, SystemTime.ticker(), SystemTime.sleeper());
    }

    /** Makes one with this pool, still empty, whose time the test may hold in its hands. */
    ProxyFixture(ProxySettings settings, int backends, Pool pool, Ticker ticker, Sleeper sleeper)
            throws IOException {
        this.pool = pool;
        for (int i = 0; i < backends; i++) {
            ScriptedBackend backend = ScriptedBackend.start().usually(
                    primelb.core.testing.Behaviour.ok("backend " + (i + 1)));
            scripted.add(backend);
            activate(backend);
        }
        pool.listen(changes::add);
        proxy = ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pool, settings, threads,
                ticker, sleeper);
    }

    /** Returns an empty pool in which two requests may wait, for so long while no backend is active. */
    static Pool pool(Policy policy, Duration hold) {
        return new Pool(new Registry(10), policy, SystemTime.wallClock(), SystemTime.ticker(), 2, hold);
    }

    /** Registers a backend and lets it count as probed. */
    void activate(ScriptedBackend backend) {
        activate(backend.url());
    }

    /** Registers a server and lets it count as probed. */
    void activate(String url) {
        try {
            Backend member = pool.register(Announcement.of(BackendUrl.parse(url))).backend();
            pool.apply(member, new BackendEvent.ProbesPassed(member.status().generation()));
        } catch (RegistryFullException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets a backend take only so many requests at once. */
    void limit(int number, int maxInFlight) {
        try {
            pool.register(new Announcement(member(number).url(), "limited-" + number, maxInFlight, 1));
        } catch (RegistryFullException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets an inactive backend count as probed again. */
    void reactivate(int number) {
        Backend member = member(number);
        Await.until(member + " is inactive", PATIENCE, () -> !member.status().active());
        pool.apply(member, new BackendEvent.ProbesPassed(member.status().generation()));
    }

    ScriptedBackend backend(int number) {
        return scripted.get(number - 1);
    }

    /** Returns the pool's view of a backend. */
    Backend member(int number) {
        return pool.backends().get(number - 1);
    }

    RawClient client() throws IOException {
        return new RawClient(port());
    }

    int port() {
        return proxy.address().getPort();
    }

    ProxyServer proxy() {
        return proxy;
    }

    Pool pool() {
        return pool;
    }

    List<StateChange> changes() {
        return changes;
    }

    /** Waits until a backend has that many requests in flight. */
    void awaitInFlight(int number, int count) {
        Await.until(count + " in flight", PATIENCE, () -> member(number).inFlight() == count);
    }

    /** Waits until nothing is in flight, so that counters can be compared. */
    void awaitQuiet() {
        Await.until("nothing is in flight", PATIENCE,
                () -> pool.backends().stream().allMatch(backend -> backend.inFlight() == 0));
    }

    @Override
    public void close() {
        proxy.close();
        scripted.forEach(ScriptedBackend::close);
        threads.close();
        escaped.forEach(e -> {
            throw new AssertionError("an exception escaped from a thread of the proxy", e);
        });
    }
}
