package primelb.core.health;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendStatus;

/**
 * What is known of one backend's probing. Guarded by the lock of its monitor; times are those of the monotonic clock.
 */
final class Watch {
    /**
     * What all watches of a monitor go by.
     *
     * @param schedule when probes are due
     * @param thresholds how many results flip a backend
     * @param damping how long a backend that flaps is held back
     * @param random the jitter of the pauses
     */
    record Rules(ProbeSchedule schedule, Thresholds thresholds, Damping damping, RandomGenerator random) {
        Rules {
            Objects.requireNonNull(schedule, "schedule");
            Objects.requireNonNull(thresholds, "thresholds");
            Objects.requireNonNull(damping, "damping");
            Objects.requireNonNull(random, "random");
        }
    }

    private final Rules rules;
    private long generation = -1;
    private Health health = Health.down();
    private long due;
    private int failedInARow;
    private boolean probing;
    private Flaps flaps = Flaps.NONE;
    private long answeredBefore;
    private boolean heldBack;
    private CompletableFuture<ProbeResult> asked;
    private boolean pardon;

    Watch(Rules rules) {
        this.rules = rules;
    }

    /** Begins to count anew where the state has changed since the last look; the first look makes a probe due. */
    void look(BackendStatus status, long nowNanos) {
        if (generation == status.generation()) {
            return;
        }
        boolean first = generation < 0;
        generation = status.generation();
        health = status.active() ? Health.up() : Health.down();
        failedInARow = 0;
        heldBack = false;
        due = first ? nowNanos : nowNanos + (status.active() ? interval() : retry());
    }

    /** Returns when the next probe is due; traffic puts off that of an active backend. */
    long due(Backend backend, BackendStatus status, long nowNanos) {
        if (asked != null) {
            return nowNanos;
        }
        if (!status.active() || backend.lastRequest().isEmpty()) {
            // Without traffic only the jittered time counts, or servers that registered together stay together.
            return due;
        }
        ProbeSchedule schedule = rules.schedule();
        long quiet = (backend.inFlight() > 0 ? schedule.stallAfter() : schedule.interval()).toNanos();
        long afterTraffic = backend.lastActivityNanos() + quiet;
        return afterTraffic - due > 0 ? afterTraffic : due;
    }

    boolean probing() {
        return probing;
    }

    /** Notes that a probe begins, and returns who has asked for it, or null. */
    CompletableFuture<ProbeResult> begin() {
        probing = true;
        return takeAsked();
    }

    /** Returns whether the probe that begins readmits also a backend that is held back. */
    boolean pardons() {
        return pardon;
    }

    /** Returns who asks for a probe that has not begun; there is one from here on. */
    CompletableFuture<ProbeResult> ask(boolean pardons) {
        pardon |= pardons;
        if (asked == null) {
            asked = new CompletableFuture<>();
        }
        return asked;
    }

    /** Returns who has asked for a probe that has not begun, or null; nobody has from here on. */
    CompletableFuture<ProbeResult> takeAsked() {
        CompletableFuture<ProbeResult> taken = asked;
        asked = null;
        pardon = false;
        return taken;
    }

    /** Notes the end of a probe, and returns whether its result still counts: the state it found is the state now. */
    boolean end(long startedIn) {
        probing = false;
        return generation == startedIn;
    }

    /** Notes that the backend gets traffic from now on, and how many requests it has answered up to now. */
    void admitted(long answered) {
        answeredBefore = answered;
    }

    /** Notes that a request has ejected the backend, and how many it has answered up to now. */
    void ejected(long answered, long nowNanos) {
        flaps = flaps.ejected(answered - answeredBefore, nowNanos, rules.damping());
    }

    /** Returns how many ejections by traffic are not forgotten. */
    int ejections() {
        return flaps.ejections();
    }

    /** Returns for how many nanoseconds from now on the backend should be held back though it passes; 0 or less: not. */
    long heldForNanos(long nowNanos) {
        return flaps.heldForNanos(nowNanos, rules.damping());
    }

    /** Notes that the backend passes and is held back; it is probed when that ends, if not before. */
    void holdBack(long nowNanos) {
        heldBack = true;
        due = Math.min(due - nowNanos, heldForNanos(nowNanos)) + nowNanos;
    }

    /** Returns whether the backend is not active for no other reason than that it is held back. */
    boolean heldBack() {
        return heldBack;
    }

    /** Takes a result that counts, and returns whether the backend passes with it. */
    boolean observe(boolean passed, long nowNanos) {
        heldBack = false;
        boolean before = health.passing();
        health = health.observe(passed, rules.thresholds());
        failedInARow = passed ? 0 : failedInARow + 1;
        due = nowNanos + (before && passed ? interval() : retry());
        return health.passing();
    }

    /** Puts the next probe off after one that says nothing. */
    void tryLater(long nowNanos) {
        heldBack = false;
        due = nowNanos + retry();
    }

    private long interval() {
        return rules.schedule().nextIntervalNanos(rules.random());
    }

    private long retry() {
        return rules.schedule().retryNanos(failedInARow, rules.random());
    }
}
