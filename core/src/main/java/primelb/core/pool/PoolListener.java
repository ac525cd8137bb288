package primelb.core.pool;

import primelb.core.backend.StateChange;

/** Hears every change of a backend's state, after it happened, outside any lock; must be quick and must not throw. */
@FunctionalInterface
public interface PoolListener {
    /** A backend changed its state. */
    void stateChanged(StateChange change);
}
