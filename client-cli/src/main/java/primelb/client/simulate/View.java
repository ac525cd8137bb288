package primelb.client.simulate;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendUrl;
import primelb.core.balance.Policy;
import primelb.core.forward.RetryBudget;
import primelb.core.health.Damping;
import primelb.core.health.HealthMonitor;
import primelb.core.health.ProbeResult;
import primelb.core.health.Thresholds;
import primelb.core.pool.FurtherAttempts;
import primelb.core.pool.Pool;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;

/** One balancer with its own view of the servers, put together as the real one is. For one thread. */
final class View {
    private final Pool pool;
    private final HealthMonitor monitor;
    private final RetryBudget budget;
    private final FurtherAttempts further;
    private final boolean looksAtKeys;
    /** Probes that the monitor has started and the simulation has not seen yet. */
    private final List<HealthMonitor.Started> started = new ArrayList<>();
    /** Backends that have gone silent: what is in flight on them may go elsewhere. */
    private final List<Backend> silent = new ArrayList<>();
    private ProbeResult result = new ProbeResult.Unknown("not probed yet");
    private boolean woken;
    long requests;

    View(Scenario scenario, Policy policy, VirtualTime time, SplittableRandom jitter) {
        Scenario.Balancers settings = scenario.balancers();
        InstantSource wallClock = time;
        pool = new Pool(new Registry(scenario.servers().count()), policy, wallClock, time, settings.queue(), settings.hold());
        monitor = new HealthMonitor(pool::backends, url -> result, probe -> started.add((HealthMonitor.Started) probe),
                settings.probes(), Thresholds.DEFAULT, Damping.DEFAULT,
                new HealthMonitor.Time(time, wallClock, jitter), this::heard);
        pool.listen(change -> {
            monitor.stateChanged(change);
            woken = true;
        });
        budget = new RetryBudget(settings.retries(), time.nanos());
        further = new FurtherAttempts(pool, settings.retries(), budget);
        looksAtKeys = policy.looksAtKeys();
        register(scenario.servers());
    }

    private void register(Scenario.Servers servers) {
        for (int server = 0; server < servers.count(); server++) {
            try {
                // The port is the number of the server, so that it is found without a search.
                pool.register(new Announcement(new BackendUrl("server", server + 1), "server" + (server + 1),
                        servers.maxInFlight(), servers.weights().get(server % servers.weights().size())));
            } catch (RegistryFullException e) {
                throw new IllegalStateException("the registry was made for all servers", e);
            }
        }
    }

    static int serverOf(Backend backend) {
        return backend.url().port() - 1;
    }

    Pool pool() {
        return pool;
    }

    FurtherAttempts further() {
        return further;
    }

    boolean looksAtKeys() {
        return looksAtKeys;
    }

    /** Lets the monitor look, and returns in how many nanoseconds it wants to look again. */
    long look(long now) {
        woken = false;
        return monitor.runDue(now);
    }

    /** Returns the probes that were started since the last call. */
    List<HealthMonitor.Started> takeStarted() {
        List<HealthMonitor.Started> taken = List.copyOf(started);
        started.clear();
        return taken;
    }

    /** Ends a probe. */
    void conclude(HealthMonitor.Started probe, ProbeResult how) {
        result = how;
        probe.run();
        woken = true;
    }

    private void heard(Backend backend, BackendEvent event) {
        pool.apply(backend, event);
        if (event instanceof BackendEvent.ProbesFailed failed && !failed.answered() && !backend.status().active()) {
            silent.add(backend);
        }
    }

    /** Returns whether something has happened that the monitor wants to look at. */
    boolean woken() {
        return woken;
    }

    /** Returns a backend that has gone silent, each once. */
    Optional<Backend> takeSilent() {
        return silent.isEmpty() ? Optional.empty() : Optional.of(silent.removeLast());
    }

    /** What the balancer does twenty times a second. */
    void sweep(long now) {
        budget.note(now, requests);
        pool.tendLine(now);
    }
}
