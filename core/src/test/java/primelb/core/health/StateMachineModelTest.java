package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendUrl;
import primelb.core.balance.RoundRobin;
import primelb.core.forward.ForwardFailure;
import primelb.core.pool.Lease;
import primelb.core.pool.Pool;
import primelb.core.registry.Registry;
import primelb.core.registry.RegistryFullException;
import primelb.core.testing.FakeTime;

/**
 * Random histories of pool, registry and health monitor beside a simple model of them, in virtual time; together a million
 * steps. After each step both must agree on who is a member, in which state and generation, with how much in flight, and on
 * the lines of the log.
 */
@Timeout(60)
class StateMachineModelTest {
    private static final int STEPS = 200_000;
    private static final int URLS = 7;
    private static final int MEMBERS = 5;
    private static final List<ForwardFailure> FAILURES = List.of(ForwardFailure.REFUSED, ForwardFailure.NO_ANSWER,
            ForwardFailure.BODY_CUT, ForwardFailure.ANSWER_TIMEOUT, ForwardFailure.CLIENT_GONE,
            ForwardFailure.TOTAL_TIMEOUT, ForwardFailure.OWN_TROUBLE);

    /** What can happen in a step. */
    private enum Step {
        REGISTER(4), DEREGISTER(1), LEASE(22), END(16), FAIL(6), LOOK(14), PROBE_ENDS(14), ASK(2), STALE(3), PASS(14),
        LONG_PASS(2), WALL_CLOCK(1), MAINTAIN(6);

        private final int weight;

        Step(int weight) {
            this.weight = weight;
        }
    }

    /** A request in flight. */
    private record InFlight(Lease lease, ModelServer server, int startedIn) {
    }

    /** A probe in flight. */
    private record Probing(HealthMonitor.Started task, ModelServer server, int startedIn, boolean pardoned) {
    }

    private final FakeTime time = new FakeTime();
    private final Pool pool = new Pool(new Registry(MEMBERS), new RoundRobin(), time, time, 0, Duration.ZERO);
    private final List<String> lines = new ArrayList<>();
    private final List<String> expectedLines = new ArrayList<>();
    private final List<ModelServer> members = new ArrayList<>();
    private final List<InFlight> inFlight = new ArrayList<>();
    private final List<Probing> probing = new ArrayList<>();
    private final List<Runnable> started = new ArrayList<>();
    private final Map<Step, Integer> done = new EnumMap<>(Step.class);
    private SplittableRandom random;
    private HealthMonitor monitor;
    private ProbeResult nextResult;
    private long maintained = time.nanos();
    private int stale;
    private int heldBack;
    private int leasesOver;
    private int forgotten;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260101, -7})
    void agreesWithTheModelInEveryHistory(long seed) {
        random = new SplittableRandom(seed);
        monitor = new HealthMonitor(pool::backends, url -> nextResult, started::add, ProbeSchedule.DEFAULT,
                Thresholds.DEFAULT, Damping.DEFAULT, new HealthMonitor.Time(time, time, random.split()), pool::apply);
        pool.listen(change -> {
            lines.add(change.backend().id() + ": " + change.from().state().text() + " -> " + change.to().state().text()
                    + " (" + change.cause() + ")");
            monitor.stateChanged(change);
        });
        for (int k = 0; k < STEPS; k++) {
            Step step = choose();
            done.merge(step, 1, Integer::sum);
            try {
                run(step);
                compare();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", step " + k + " " + step + ": " + e.getMessage(), e);
            }
        }
        drainingEnds();
        assertEquals(Step.values().length, done.size());
        assertTrue(stale > 100 && heldBack > 100 && leasesOver > 10 && forgotten > 10, () -> "too little to mean anything: "
                + stale + " late results, " + heldBack + " held back, " + leasesOver + " leases, " + forgotten + " forgotten");
    }

    private Step choose() {
        int choice = random.nextInt(105);
        for (Step step : Step.values()) {
            choice -= step.weight;
            if (choice < 0) {
                return step;
            }
        }
        return Step.PASS;
    }

    private void run(Step step) {
        switch (step) {
            case REGISTER -> register();
            case DEREGISTER -> deregister();
            case LEASE -> lease();
            case END -> end(null);
            case FAIL -> end(FAILURES.get(random.nextInt(FAILURES.size())));
            case LOOK -> look();
            case PROBE_ENDS -> probeEnds();
            case ASK -> ask();
            case STALE -> staleEvent();
            case PASS -> time.advance(Duration.ofMillis(random.nextInt(300)));
            case LONG_PASS -> time.advance(random.nextInt(40) == 0 ? Duration.ofMinutes(random.nextInt(90))
                    : Duration.ofMillis(random.nextInt(6_000)));
            case WALL_CLOCK -> time.setWallClock(FakeTime.START.plusSeconds(random.nextInt(-1_000_000, 1_000_000)));
            case MAINTAIN -> maintain();
        }
    }

    private void register() {
        int number = random.nextInt(URLS);
        String url = "http://s" + number;
        String id = "id" + (random.nextInt(8) == 0 ? random.nextInt(URLS) : number);
        int most = 1 + random.nextInt(3);
        Optional<Duration> lease = random.nextInt(2) == 0 ? Optional.of(Duration.ofSeconds(2)) : Optional.empty();
        long now = time.nanos();
        Optional<ModelServer> known = members.stream().filter(server -> server.url.equals(url)).findFirst();
        Optional<ModelServer> former =
                members.stream().filter(server -> server.id.equals(id) && !server.url.equals(url)).findFirst();
        boolean full = known.isEmpty() && former.isEmpty() && members.size() >= MEMBERS;
        Backend backend;
        try {
            backend = pool.register(new Announcement(BackendUrl.parse(url), id, most, 1, lease)).backend();
            assertTrue(!full, "took one too many");
        } catch (RegistryFullException e) {
            assertTrue(full, "refused though there is room");
            return;
        }
        former.ifPresent(server -> {
            members.remove(server);
            server.letGo("replaced by " + url + ", which has the same id", now);
        });
        ModelServer server = known.orElseGet(() -> {
            ModelServer added = new ModelServer(backend, expectedLines, now);
            members.add(added);
            return added;
        });
        server.announced(id, most, lease.map(Duration::toNanos).orElse(0L), now);
        server.registered(now);
    }

    private void deregister() {
        if (!members.isEmpty()) {
            ModelServer server = members.get(random.nextInt(members.size()));
            pool.deregister(server.real.url());
            server.letGo("server_down", time.nanos());
        }
    }

    private void lease() {
        List<Backend> tried = members.isEmpty() || random.nextInt(3) > 0 ? List.of()
                : List.of(members.get(random.nextInt(members.size())).real);
        Optional<Lease> lease = pool.lease(tried);
        boolean any = members.stream().anyMatch(server -> server.eligible() && !tried.contains(server.real));
        assertEquals(any, lease.isPresent(), "whether a backend is eligible");
        lease.ifPresent(given -> {
            ModelServer server = modelOf(given.backend());
            assertTrue(server.eligible() && !tried.contains(given.backend()), () -> "a request went to " + server);
            server.inFlight++;
            inFlight.add(new InFlight(given, server, server.generation));
        });
    }

    private ModelServer modelOf(Backend backend) {
        return members.stream().filter(server -> server.real == backend).findFirst()
                .orElseThrow(() -> new AssertionError(backend + " is no member"));
    }

    private void end(ForwardFailure failure) {
        if (inFlight.isEmpty()) {
            return;
        }
        InFlight ending = inFlight.remove(random.nextInt(inFlight.size()));
        if (ending.startedIn < ending.server.generation) {
            stale++;
        }
        if (failure == null) {
            ending.lease.close();
        } else {
            ending.lease.failed(failure, "why");
        }
        // A late answer may be the request's fault: the last active one is spared, and nobody is held back for it.
        boolean late = failure == ForwardFailure.ANSWER_TIMEOUT;
        boolean spared = late && members.stream().noneMatch(other -> other != ending.server && other.active());
        ending.server.requestEnded(failure != null && failure.blamesBackend() && !spared, !late, ending.startedIn,
                time.nanos());
    }

    private void look() {
        monitor.runDue(time.nanos());
        for (Runnable task : started) {
            HealthMonitor.Started probe = (HealthMonitor.Started) task;
            ModelServer server = modelOf(probe.backend());
            assertTrue(!server.probing, () -> "a second probe of " + server);
            assertTrue(!server.gone, () -> "a probe of " + server);
            server.probing = true;
            probing.add(new Probing(probe, server, server.generation, server.pardoned));
            server.pardoned = false;
        }
        started.clear();
        members.stream().filter(server -> server.gone).forEach(server -> server.pardoned = false);
    }

    private void probeEnds() {
        if (probing.isEmpty()) {
            return;
        }
        Probing ending = probing.remove(random.nextInt(probing.size()));
        ModelServer server = ending.server;
        long now = time.nanos();
        boolean mayRise = server.mayRise(ending.startedIn);
        if (ending.startedIn < server.generation) {
            stale++;
        }
        server.probing = false;
        switch (random.nextInt(8)) {
            case 0 -> {
                nextResult = new ProbeResult.Unknown("no thread");
                ending.task.run();
            }
            case 1, 2 -> {
                nextResult = new ProbeResult.Failed("why");
                ending.task.run();
                server.probeFailed(ending.startedIn, now);
            }
            default -> {
                boolean mayBeHeld = !ending.pardoned && server.flaps(now)
                        && members.stream().anyMatch(ModelServer::active) && members.contains(server);
                nextResult = new ProbeResult.Passed("200");
                ending.task.run();
                if (mayRise && !server.real.status().active() && mayBeHeld) {
                    assertTrue(server.real.status().reason().startsWith("held back"), server::toString);
                    heldBack++;
                } else if (mayRise) {
                    server.rise(now);
                }
            }
        }
    }

    private void ask() {
        if (!members.isEmpty()) {
            ModelServer server = members.get(random.nextInt(members.size()));
            boolean pardons = random.nextBoolean();
            CompletableFuture<ProbeResult> answer = monitor.ask(server.real, pardons);
            assertTrue(!answer.isDone(), "answered before it was asked");
            server.pardoned |= pardons;
        }
    }

    /** Results of the past, also of other instances of the same server, change nothing. */
    private void staleEvent() {
        for (ModelServer server : members) {
            long past = server.generation - 1 - random.nextInt(3);
            pool.apply(server.real, switch (random.nextInt(4)) {
                case 0 -> new BackendEvent.ProbesPassed(past);
                case 1 -> new BackendEvent.ProbesFailed(past, "late");
                case 2 -> new BackendEvent.HeldBack(past, "late");
                default -> new BackendEvent.RequestFailed(past, "late", true);
            });
        }
    }

    private void maintain() {
        pool.maintain();
        long now = time.nanos();
        boolean heldUp = now - maintained > Duration.ofSeconds(2).toNanos();
        maintained = now;
        for (ModelServer server : members) {
            if (heldUp) {
                server.renewed = now;
            } else if (server.leaseIsOver(now)) {
                leasesOver++;
                server.letGo("lease ended", now);
            }
            server.drainIsOver(now);
        }
        int before = members.size();
        members.removeIf(server -> server.toForget(now));
        forgotten += before - members.size();
    }

    private void compare() {
        assertEquals(expectedLines, lines);
        expectedLines.clear();
        lines.clear();
        List<Backend> real = pool.backends();
        assertEquals(members.size(), real.size(), "members");
        for (int k = 0; k < real.size(); k++) {
            ModelServer server = members.get(k);
            Backend backend = real.get(k);
            boolean same = server.real == backend && server.state.equalsIgnoreCase(backend.status().state().name())
                    && server.gone == backend.status().deregistered() && server.generation == backend.status().generation()
                    && server.inFlight == backend.inFlight() && server.id.equals(backend.id());
            assertTrue(same, () -> "expected " + server + ", got " + backend + " " + backend.status() + " in flight "
                    + backend.inFlight());
            assertTrue(backend.inFlight() >= 0, () -> backend + ": " + backend.inFlight() + " in flight");
        }
    }

    private void drainingEnds() {
        for (ModelServer server : List.copyOf(members)) {
            pool.deregister(server.real.url());
        }
        time.advance(Pool.DRAIN_TIME);
        pool.maintain();
        assertTrue(pool.backends().stream().noneMatch(backend -> backend.status().state().text().equals("draining")));
        inFlight.forEach(request -> request.lease.close());
        assertTrue(inFlight.stream().allMatch(request -> request.server.real.inFlight() == 0));
    }
}
