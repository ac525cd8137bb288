package primelb.core.pool;

import primelb.core.backend.StateChange;

/** Hears what changes among the backends, after it happened, outside any lock; must be quick and must not throw. */
@FunctionalInterface
public interface PoolListener {
    /** A backend changed its state. */
    void stateChanged(StateChange change);

    /** A server has become a member or is one no longer, or a member announced something new. */
    default void membersChanged() {
        // Most listeners care for states only.
    }
}
