package primelb.core.health;

import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;
import primelb.core.backend.BackendStatus;
import primelb.core.backend.ProbeRecord;
import primelb.core.backend.StateChange;
import primelb.core.time.Ticker;

/**
 * Decides which backends are due for a probe, has the probes made, and turns results into events.
 *
 * <p>Safe for any thread. It has no thread of its own: {@link #runDue} starts what is due and returns when it wants
 * to be called again; probes run on the executor, one at a time for each backend. Whatever makes an earlier call
 * worth while (a probe that ended, one that was asked for, {@link #wake}) ends {@link #awaitWake}.
 */
public final class HealthMonitor {
    private static final System.Logger LOG = System.getLogger("primelb.health");

    private final Supplier<List<Backend>> members;
    private final Probe probe;
    private final Executor executor;
    private final Watch.Rules rules;
    private final Ticker ticker;
    private final InstantSource wallClock;
    private final ProbeListener listener;
    private final Map<Backend, Watch> watches = new HashMap<>();
    private final Semaphore wakeUps = new Semaphore(0);

    /**
     * Makes a monitor.
     *
     * @param members the backends there are at each moment; asked under the monitor's lock, so it must be quick
     * @param probe makes one probe
     * @param executor runs probes; must not run them in the calling thread
     * @param schedule when probes are due
     * @param thresholds how many results flip a backend
     * @param damping how long a backend that flaps is held back
     * @param time the clocks and the randomness
     * @param listener hears the events
     */
    public HealthMonitor(Supplier<List<Backend>> members, Probe probe, Executor executor, ProbeSchedule schedule,
            Thresholds thresholds, Damping damping, Time time, ProbeListener listener) {
        this.members = Objects.requireNonNull(members, "members");
        this.probe = Objects.requireNonNull(probe, "probe");
        this.executor = Objects.requireNonNull(executor, "executor");
        this.rules = new Watch.Rules(schedule, thresholds, damping, time.random());
        this.ticker = time.ticker();
        this.wallClock = time.wallClock();
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
        /** Requires all of it. */
        public Time {
            Objects.requireNonNull(ticker, "ticker");
            Objects.requireNonNull(wallClock, "wallClock");
            Objects.requireNonNull(random, "random");
        }
    }

    /**
     * Starts the probes that are due.
     *
     * @param nowNanos the monotonic time
     * @return nanoseconds until something may be due next, at most the schedule's interval
     */
    public long runDue(long nowNanos) {
        List<CompletableFuture<ProbeResult>> inVain = new ArrayList<>();
        long pause = rules.schedule().interval().toNanos();
        synchronized (this) {
            // Read under the lock: whoever registers and then asks must not meet a list from before.
            List<Backend> current = members.get();
            forgetAllBut(new HashSet<>(current), inVain);
            boolean anyActive = current.stream().anyMatch(backend -> backend.status().active());
            for (Backend backend : current) {
                Watch watch = watches.computeIfAbsent(backend, added -> new Watch(rules));
                BackendStatus status = backend.status();
                watch.look(status, nowNanos);
                if (!status.wantsProbes()) {
                    add(inVain, watch.takeAsked());
                } else if (!watch.probing()) {
                    // Nobody is held back while there is nobody else.
                    long wait = watch.heldBack() && !anyActive ? 0 : watch.due(backend, status, nowNanos) - nowNanos;
                    if (wait <= 0) {
                        start(backend, watch, status.generation(), nowNanos);
                    } else {
                        pause = Math.min(pause, wait);
                    }
                }
            }
        }
        inVain.forEach(asked -> asked.complete(new ProbeResult.Unknown("the server has gone")));
        return pause;
    }

    private void forgetAllBut(Set<Backend> current, List<CompletableFuture<ProbeResult>> inVain) {
        watches.entrySet().removeIf(watched -> {
            boolean gone = !current.contains(watched.getKey());
            if (gone) {
                add(inVain, watched.getValue().takeAsked());
            }
            return gone;
        });
    }

    private static void add(List<CompletableFuture<ProbeResult>> inVain, CompletableFuture<ProbeResult> asked) {
        if (asked != null) {
            inVain.add(asked);
        }
    }

    private void start(Backend backend, Watch watch, long generation, long nowNanos) {
        boolean pardons = watch.pardons();
        Optional<CompletableFuture<ProbeResult>> asked = Optional.ofNullable(watch.begin());
        try {
            executor.execute(new Started(backend, watch, generation, pardons, asked));
        } catch (RejectedExecutionException e) {
            // No thread for it, or the balancer stops: the others must not suffer, and this one is tried again.
            LOG.log(Level.WARNING, "no thread for a probe of " + backend, e);
            watch.end(generation);
            watch.tryLater(nowNanos);
            asked.ifPresent(future -> future.complete(new ProbeResult.Unknown("no thread for a probe")));
        }
    }

    /**
     * A probe that was started and has not ended: what the executor is given. Where time is simulated the executor runs it
     * when the probe ends.
     */
    public final class Started implements Runnable {
        private final Backend backend;
        private final Watch watch;
        private final long generation;
        private final boolean pardons;
        private final Optional<CompletableFuture<ProbeResult>> asked;

        private Started(Backend backend, Watch watch, long generation, boolean pardons,
                Optional<CompletableFuture<ProbeResult>> asked) {
            this.pardons = pardons;
            this.backend = backend;
            this.watch = watch;
            this.generation = generation;
            this.asked = asked;
        }

        /** Returns which backend is probed. */
        public Backend backend() {
            return backend;
        }

        @Override
        public void run() {
            ProbeResult result = new ProbeResult.Unknown("the probe broke off");
            try {
                result = probe.probe(backend.url());
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a probe of " + backend + " threw", e);
            } finally {
                conclude(backend, watch, generation, pardons, result);
                ProbeResult answer = result;
                asked.ifPresent(future -> future.complete(answer));
                wake();
            }
        }
    }

    private void conclude(Backend backend, Watch watch, long generation, boolean pardons, ProbeResult result) {
        backend.meters().probed(switch (result) {
            case ProbeResult.Passed passed -> "passed";
            case ProbeResult.Failed failed -> "failed";
            case ProbeResult.Unknown unknown -> "unknown";
        });
        backend.probed(
                new ProbeRecord(wallClock.instant(), result instanceof ProbeResult.Passed, result.detail()));
        try {
            finish(backend, watch, generation, pardons, result).ifPresent(event -> listener.onEvent(backend, event));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the listener failed on a probe of " + backend, e);
        }
    }

    private synchronized Optional<BackendEvent> finish(Backend backend, Watch watch, long generation, boolean pardons,
            ProbeResult result) {
        if (!watch.end(generation)) {
            return Optional.empty();
        }
        long now = ticker.nanos();
        return switch (result) {
            case ProbeResult.Passed passed -> watch.observe(true, now) && !backend.status().active()
                    ? Optional.of(passed(backend, watch, generation, pardons, now)) : Optional.empty();
            // One that does not count as healthy has no hysteresis to wait for: the newest reason is the reason.
            case ProbeResult.Failed failed -> watch.observe(false, now)
                    ? Optional.empty()
                    : Optional.of(new BackendEvent.ProbesFailed(generation, failed.detail(), failed.answered()));
            case ProbeResult.Unknown unknown -> {
                watch.tryLater(now);
                yield Optional.empty();
            }
        };
    }

    /** Returns what follows from enough passes: a backend that flaps is held back, unless it is needed or has just started. */
    private BackendEvent passed(Backend backend, Watch watch, long generation, boolean pardons, long nowNanos) {
        long held = watch.heldForNanos(nowNanos);
        if (held <= 0 || pardons || !othersSuffice(backend)) {
            return new BackendEvent.ProbesPassed(generation);
        }
        watch.holdBack(nowNanos);
        return new BackendEvent.HeldBack(generation, "held back: its health checks pass, but requests have ejected it "
                + watch.ejections() + " times of late");
    }

    /** Returns whether at least as many are active as are held back, this one included: a fault that all share is not theirs. */
    private boolean othersSuffice(Backend backend) {
        int active = 0;
        int held = 1;
        for (Backend other : members.get()) {
            Watch watch = watches.get(other);
            if (other.status().active()) {
                active++;
            } else if (other != backend && watch != null && watch.heldBack()) {
                held++;
            }
        }
        return active >= held;
    }

    /** Takes note of a change of a backend's state, whatever caused it. */
    public void stateChanged(StateChange change) {
        synchronized (this) {
            Watch watch = watches.computeIfAbsent(change.backend(), added -> new Watch(rules));
            if (change.to().active()) {
                watch.admitted(change.backend().answered());
            } else if (change.event() instanceof BackendEvent.RequestFailed failed && failed.telling()) {
                watch.ejected(change.backend().answered(), ticker.nanos());
            }
        }
        wake();
    }

    /**
     * Asks for a probe that starts from now on, whatever the schedule says.
     *
     * @param pardons whether the backend is active if that passes even though it was to be held back: it has just started
     * @return how that probe went, completed after its event was heard; unknown if the backend is no member, leaves
     *     before its probe begins, or has said that it goes
     */
    public CompletableFuture<ProbeResult> ask(Backend backend, boolean pardons) {
        CompletableFuture<ProbeResult> answer;
        synchronized (this) {
            answer = watches.computeIfAbsent(backend, added -> new Watch(rules)).ask(pardons).copy();
        }
        wake();
        return answer;
    }

    /** Lets the monitor look soon, because a backend came or changed. */
    public void wake() {
        wakeUps.release();
    }

    /** Waits until {@link #runDue} is worth a call, at most so long; returns whether something happened before. */
    boolean awaitWake(long nanos) throws InterruptedException {
        boolean woken = wakeUps.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        wakeUps.drainPermits();
        return woken;
    }
}
