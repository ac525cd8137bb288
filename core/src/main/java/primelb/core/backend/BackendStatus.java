package primelb.core.backend;

import java.util.Objects;

import primelb.core.time.Moment;

/**
 * The state of a backend at one moment.
 *
 * @param state where it stands
 * @param generation grows with every change of state, so that late results of an earlier one can be told apart
 * @param reason why it is not active, in a few words; null while it is active or new
 * @param deregistered whether the server is to go, by its own word or because another took its place or its lease ended:
 *     then it is not probed
 * @param since when this state began
 * @param held whether an operator wants it to stay out, whatever the server itself says; then it is deregistered, too
 */
public record BackendStatus(BackendState state, long generation, String reason, boolean deregistered, Moment since,
        boolean held) {
    private static final String HELD = "drained by an operator";

    /** Requires a state and a time. */
    public BackendStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        if (held && !deregistered) {
            throw new IllegalArgumentException("a server that an operator holds back must be deregistered");
        }
    }

    /** Makes the status of a server that no operator holds back. */
    public BackendStatus(BackendState state, long generation, String reason, boolean deregistered, Moment since) {
        this(state, generation, reason, deregistered, since, false);
    }

    /** Returns the state of a server that has just registered. */
    public static BackendStatus fresh(Moment now) {
        return new BackendStatus(BackendState.NEW, 0, null, false, now);
    }

    /** Returns whether the backend may get traffic. */
    public boolean active() {
        return state == BackendState.ACTIVE;
    }

    /** Returns whether probes are to be sent: not to a server that said that it goes. */
    public boolean wantsProbes() {
        return !deregistered;
    }

    /**
     * Returns the status after an event; the same object where the event changes nothing, as a result of an older
     * generation does.
     */
    public BackendStatus on(BackendEvent event, Moment now) {
        return switch (event) {
            case BackendEvent.ProbesPassed(long started) ->
                    started == generation && !deregistered && !active() ? next(BackendState.ACTIVE, null, now) : this;
            case BackendEvent.ProbesFailed(long started, String why, boolean answered) ->
                    started == generation ? failed(why, now) : this;
            case BackendEvent.HeldBack(long started, String why) ->
                    started == generation && state == BackendState.INACTIVE ? failed(why, now) : this;
            case BackendEvent.RequestFailed(long started, String why, boolean telling) ->
                    started == generation && active() ? failed(why, now) : this;
            case BackendEvent.Registered() ->
                    deregistered && !held ? next(BackendState.INACTIVE, "registered again, not probed yet", now) : this;
            case BackendEvent.Deregistered() -> leaving("server_down", now);
            case BackendEvent.Replaced(BackendUrl by) -> leaving("replaced by " + by, now);
            case BackendEvent.LeaseEnded() -> leaving("lease ended", now);
            case BackendEvent.Held() -> held ? this
                    : new BackendStatus(deregistered ? state : BackendState.DRAINING, generation + 1, HELD, true, now, true);
            case BackendEvent.Restored() ->
                    held ? next(BackendState.INACTIVE, "restored by an operator, not probed yet", now) : this;
            case BackendEvent.Drained() -> state != BackendState.DRAINING ? this
                    : new BackendStatus(BackendState.INACTIVE, generation + 1, reason, true, now, held);
        };
    }

    private BackendStatus leaving(String why, Moment now) {
        return deregistered ? this : new BackendStatus(BackendState.DRAINING, generation + 1, why, true, now);
    }

    private BackendStatus failed(String why, Moment now) {
        return switch (state) {
            case ACTIVE, NEW -> next(BackendState.INACTIVE, why, now);
            // Still down: only the reason is news, so neither the generation nor the time changes.
            case INACTIVE -> deregistered || why.equals(reason) ? this
                    : new BackendStatus(state, generation, why, false, since);
            case DRAINING -> this;
        };
    }

    private BackendStatus next(BackendState to, String why, Moment now) {
        return new BackendStatus(to, generation + 1, why, false, now);
    }
}
