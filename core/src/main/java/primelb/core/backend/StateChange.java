package primelb.core.backend;

import java.util.Objects;

/**
 * One change of a backend's state.
 *
 * @param backend whose
 * @param from the status before
 * @param to the status after
 * @param event what happened
 * @param cause why, in a few words
 */
public record StateChange(Backend backend, BackendStatus from, BackendStatus to, BackendEvent event, String cause) {
    /** Requires all of it. */
    public StateChange {
        Objects.requireNonNull(backend, "backend");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(cause, "cause");
    }
}
