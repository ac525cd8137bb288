package primelb.core.health;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendStatus;
import primelb.core.backend.ProbeRecord;
import primelb.core.time.Ticker;

/**
 * Decides which backends are due for a probe, has the probes made, and turns results into events.
 *
 * <p>Safe for any thread. It has no thread of its own: {@link #runDue} starts what is due and returns when it wants to be
 * called again; probes run on the executor, one at a time for each backend.
 */
public final class HealthMonitor {
    private final Supplier<List<Backend>> members;
    private final Probe probe;
    private final Executor executor;
    private final ProbeSchedule schedule;
    private final Thresholds thresholds;
    private final Ticker ticker;
    private final InstantSource wallClock;
    private final RandomGenerator random;
    private final ProbeListener listener;
    private final Map<Backend, Watch> watches = new HashMap<>();

    /** What is known of one backend's probing; guarded by the monitor's lock. */
    private static final class Watch {
        private long generation = -1;
        private Health health = Health.down();
        private long due;
        private int failedInARow;
        private boolean probing;
        private CompletableFuture<ProbeResult> asked;
    }

    /**
     * Makes a monitor.
     *
     * @param members the backends there are at each moment
     * @param probe makes one probe
     * @param executor runs probes; must not run them in the calling thread
     * @param schedule when probes are due
     * @param thresholds how many results flip a backend
     * @param time the clocks and the randomness
     * @param listener hears the events
     */
    public HealthMonitor(Supplier<List<Backend>> members, Probe probe, Executor executor, ProbeSchedule schedule,
            Thresholds thresholds, Time time, ProbeListener listener) {
        this.members = Objects.requireNonNull(members, "members");
        this.probe = Objects.requireNonNull(probe, "probe");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.schedule = Objects.requireNonNull(schedule, "schedule");
        this.thresholds = Objects.requireNonNull(thresholds, "thresholds");
        this.ticker = time.ticker();
        this.wallClock = time.wallClock();
        this.random = time.random();
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * The clocks and the randomness of a monitor.
     *
     * @param ticker when probes are due
     * @param wallClock when a probe ended
     * @param random the jitter of the pauses
     */
    public record Time(Ticker ticker, InstantSource wallClock, RandomGenerator random) {
    }

    /**
     * Starts the probes that are due.
     *
     * @param nowNanos the monotonic time
     * @return nanoseconds until something may be due next, at most the schedule's interval
     */
    public long runDue(long nowNanos) {
        List<Backend> current = members.get();
        long next = nowNanos + schedule.interval().toNanos();
        synchronized (this) {
            watches.keySet().retainAll(new HashSet<>(current));
            for (Backend backend : current) {
                Watch watch = watches.computeIfAbsent(backend, added -> new Watch());
                BackendStatus status = backend.status();
                refresh(watch, status, nowNanos);
                if (watch.probing || !status.wantsProbes()) {
                    continue;
                }
                long due = watch.asked != null ? nowNanos : due(watch, backend, status);
                if (due - nowNanos <= 0) {
                    start(backend, watch, status);
                } else if (due - next < 0) {
                    next = due;
                }
            }
        }
        return Math.max(1, next - nowNanos);
    }

    /** Begins to count anew when the state has changed since the last look. */
    private void refresh(Watch watch, BackendStatus status, long nowNanos) {
        if (watch.generation == status.generation()) {
            return;
        }
        boolean first = watch.generation < 0;
        watch.generation = status.generation();
        watch.health = status.active() ? Health.up() : Health.down();
        watch.failedInARow = 0;
        long pause = status.active() ? schedule.nextIntervalNanos(random) : schedule.retryNanos(0, random);
        watch.due = first ? nowNanos : nowNanos + pause;
    }

    private long due(Watch watch, Backend backend, BackendStatus status) {
        if (!status.active()) {
            return watch.due;
        }
        long quiet = (backend.inFlight() > 0 ? schedule.stallAfter() : schedule.interval()).toNanos();
        long afterTraffic = backend.lastActivityNanos() + quiet;
        return afterTraffic - watch.due > 0 ? afterTraffic : watch.due;
    }

    private void start(Backend backend, Watch watch, BackendStatus status) {
        watch.probing = true;
        long generation = status.generation();
        Optional<CompletableFuture<ProbeResult>> asked = Optional.ofNullable(watch.asked);
        watch.asked = null;
        executor.execute(() -> {
            ProbeResult result = probe.probe(backend.url());
            Optional<BackendEvent> event = finish(backend, watch, generation, result);
            event.ifPresent(happened -> listener.onEvent(backend, happened));
            asked.ifPresent(future -> future.complete(result));
        });
    }

    private Optional<BackendEvent> finish(Backend backend, Watch watch, long generation, ProbeResult result) {
        boolean passed = result instanceof ProbeResult.Passed;
        backend.probed(new ProbeRecord(wallClock.instant(), passed, result.detail()));
        synchronized (this) {
            watch.probing = false;
            if (watch.generation != generation) {
                return Optional.empty();
            }
            boolean wasPassing = watch.health.passing();
            watch.health = watch.health.observe(passed, thresholds);
            watch.failedInARow = passed ? 0 : watch.failedInARow + 1;
            watch.due = ticker.nanos() + (wasPassing && passed
                    ? schedule.nextIntervalNanos(random)
                    : schedule.retryNanos(watch.failedInARow, random));
            if (watch.health.passing() && !wasPassing) {
                return Optional.of(new BackendEvent.ProbesPassed(generation));
            }
            // One that does not count as healthy has no hysteresis to wait for: the newest reason is the reason.
            return watch.health.passing() ? Optional.empty()
                    : Optional.of(new BackendEvent.ProbesFailed(generation, result.detail()));
        }
    }

    /**
     * Asks for a probe that starts from now on, whatever the schedule says; {@link #runDue} must be called soon.
     *
     * @return how that probe went; completed after its event was heard. Never completed if the backend is no member
     */
    public synchronized CompletableFuture<ProbeResult> ask(Backend backend) {
        Watch watch = watches.computeIfAbsent(backend, added -> new Watch());
        if (watch.asked == null) {
            watch.asked = new CompletableFuture<>();
        }
        return watch.asked.copy();
    }
}
