package primelb.core.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendUrl;
import primelb.core.testing.FakeTime;

/** A monitor whose time, probes and executor are in the hand of the test; one thread does it all. */
final class MonitorFixture {
    /** Makes every pause exactly as long as its middle. */
    static final RandomGenerator STEADY = () -> 1L << 63;

    /** What a probe of a backend does; may throw. */
    interface Answer {
        ProbeResult probe();
    }

    /** A probe or an event: when, in milliseconds since the start; whose; what. */
    record Entry(long atMillis, String id, Object what) {
    }

    final FakeTime time = new FakeTime();
    final List<Backend> members = new ArrayList<>();
    final List<Entry> probes = new ArrayList<>();
    final List<Entry> events = new ArrayList<>();
    /** Probes that were started and have not been made yet. */
    final Deque<Runnable> tasks = new ArrayDeque<>();
    final HealthMonitor monitor;
    boolean executorFull;
    /** What happens just after the monitor has asked who the members are. */
    Runnable afterMembersWereRead = () -> { };
    ProbeListener listener = this::apply;
    private final Map<BackendUrl, Answer> answers = new HashMap<>();
    private final long start = time.nanos();

    MonitorFixture(Thresholds thresholds, RandomGenerator random) {
        monitor = new HealthMonitor(this::members, this::probe, this::execute, ProbeSchedule.DEFAULT,
                thresholds, Damping.DEFAULT, new HealthMonitor.Time(time, time, random), this::heard);
    }

    MonitorFixture() {
        this(Thresholds.DEFAULT, STEADY);
    }

    private List<Backend> members() {
        List<Backend> current = List.copyOf(members);
        afterMembersWereRead.run();
        return current;
    }

    private ProbeResult probe(BackendUrl url) {
        String id = members.stream().filter(each -> each.url().equals(url)).map(Backend::id).findFirst().orElse("?");
        probes.add(new Entry(millis(), id, url));
        return answers.get(url).probe();
    }

    private void execute(Runnable task) {
        if (executorFull) {
            throw new RejectedExecutionException("full");
        }
        tasks.add(task);
    }

    private void heard(Backend backend, BackendEvent event) {
        events.add(new Entry(millis(), backend.id(), event));
        listener.onEvent(backend, event);
    }

    long millis() {
        return (time.nanos() - start) / 1_000_000;
    }

    /** Adds a member that answers 200. */
    Backend add(String id) {
        Backend backend = new Backend(new Announcement(new BackendUrl(id, 8000), id, 256, 1), time.moment());
        members.add(backend);
        passes(backend);
        return backend;
    }

    /** Applies an event as the pool does: the monitor hears what it changed. */
    void apply(Backend backend, BackendEvent event) {
        backend.apply(event, time.moment()).ifPresent(monitor::stateChanged);
    }

    /** Sends a request that fails and ejects the backend. */
    void ejected(Backend backend, boolean telling) {
        backend.requestStarted(time.millis(), time.nanos());
        backend.requestFailed();
        apply(backend, new BackendEvent.RequestFailed(backend.status().generation(), "reset", telling));
        backend.requestFinished();
    }

    /** Lets the backend answer so many requests. */
    void answers(Backend backend, int requests) {
        for (int k = 0; k < requests; k++) {
            backend.requestStarted(time.millis(), time.nanos());
            backend.responding(time.nanos());
            backend.requestFinished();
        }
    }

    void passes(Backend backend) {
        answers(backend, () -> new ProbeResult.Passed("200 in 1 ms"));
    }

    void fails(Backend backend, String why) {
        answers(backend, () -> new ProbeResult.Failed(why));
    }

    void answers(Backend backend, Answer answer) {
        answers.put(backend.url(), answer);
    }

    /** Calls the monitor once and makes the probes that it starts; returns the pause that it wants. */
    long look() {
        long pause = monitor.runDue(time.nanos());
        runTasks();
        return pause;
    }

    /** Starts what is due without making the probes. */
    void startDue() {
        monitor.runDue(time.nanos());
    }

    void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Does what the loop does for so long, and makes all probes at once. */
    void run(Duration duration) {
        run(duration, () -> { });
    }

    /** Does what the loop does, and something else after each of its looks. */
    void run(Duration duration, Runnable then) {
        long end = time.nanos() + duration.toNanos();
        while (true) {
            long pause = look();
            then.run();
            if (woken()) {
                continue;
            }
            long left = end - time.nanos();
            if (left <= 0) {
                return;
            }
            time.advance(Duration.ofNanos(Math.min(pause, left)));
        }
    }

    boolean woken() {
        try {
            return monitor.awaitWake(0);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns when probes were made of this backend. */
    List<Long> probesOf(Backend backend) {
        return probes.stream().filter(entry -> entry.what().equals(backend.url())).map(Entry::atMillis).toList();
    }
}
