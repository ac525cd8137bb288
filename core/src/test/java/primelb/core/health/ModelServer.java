package primelb.core.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import primelb.core.backend.Backend;

/** What the reference model knows of one server: the state machine again, written down as simply as it can be. */
final class ModelServer {
    static final long DRAIN = Duration.ofSeconds(30).toNanos();
    static final long FORGET = Duration.ofHours(1).toNanos();
    private static final long LONGEST_HOLD = Duration.ofSeconds(30).toNanos();

    final Backend real;
    final String url;
    final List<String> lines;
    String id;
    int most;
    long leaseNanos;
    long renewed;
    String state = "new";
    boolean gone;
    int generation;
    int inFlight;
    long since;
    /** Whether a probe is in flight. */
    boolean probing;
    /** Whether somebody has asked for a probe that has not begun and makes it active if it passes. */
    boolean pardoned;
    private final Deque<Long> ejections = new ArrayDeque<>();

    /**
     * Makes a server that has just registered.
     *
     * @param lines where a change of state is noted, as {@code id: from -> to (cause)}
     */
    ModelServer(Backend real, List<String> lines, long now) {
        this.real = real;
        this.url = real.url().toString();
        this.lines = lines;
        this.since = now;
    }

    private void become(String next, boolean goes, String cause, long now) {
        lines.add(id + ": " + state + " -> " + next + " (" + cause + ")");
        state = next;
        gone = goes;
        generation++;
        since = now;
    }

    boolean active() {
        return state.equals("active");
    }

    boolean eligible() {
        return active() && inFlight < most;
    }

    void announced(String newId, int newMost, long newLease, long now) {
        id = newId;
        most = newMost;
        leaseNanos = newLease;
        renewed = now;
    }

    void registered(long now) {
        if (gone) {
            become("inactive", false, "registered again", now);
        }
    }

    void letGo(String why, long now) {
        if (!gone) {
            become("draining", true, why, now);
            drainedIfIdle(now);
        }
    }

    void drainedIfIdle(long now) {
        if (state.equals("draining") && inFlight == 0) {
            become("inactive", true, "drained", now);
        }
    }

    void drainIsOver(long now) {
        if (state.equals("draining") && now - since >= DRAIN) {
            become("inactive", true, "drained", now);
        }
    }

    boolean toForget(long now) {
        return state.equals("inactive") && now - since >= FORGET;
    }

    boolean leaseIsOver(long now) {
        return leaseNanos > 0 && !gone && now - renewed >= leaseNanos;
    }

    void requestEnded(boolean blamed, boolean telling, long startedIn, long now) {
        if (blamed && startedIn == generation && active()) {
            become("inactive", false, "request failed: why", now);
            if (telling) {
                ejections.addLast(now);
                while (ejections.size() > 3) {
                    ejections.removeFirst();
                }
            }
        }
        inFlight--;
        drainedIfIdle(now);
    }

    void probeFailed(long startedIn, long now) {
        if (startedIn == generation && (state.equals("new") || active())) {
            become("inactive", false, "probe failed: why", now);
        }
    }

    /** Returns whether a probe of this generation that passes makes it active. */
    boolean mayRise(long startedIn) {
        return startedIn == generation && !gone && !active();
    }

    void rise(long now) {
        become("active", false, "probe passed", now);
    }

    /** Returns whether it may be held back: for the third ejection in short succession, and not for long. */
    boolean flaps(long now) {
        return ejections.size() == 3 && now - ejections.getLast() < LONGEST_HOLD;
    }

    @Override
    public String toString() {
        return url + " " + id + " " + state + (gone ? " gone" : "") + " generation " + generation + " in flight " + inFlight
                + "/" + most;
    }
}
