package primelb.core.health;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendEvent;

/** Hears what probes say about a backend's state. */
@FunctionalInterface
public interface ProbeListener {
    /** Is called once a probe's result means something for the state; outside any lock of the monitor. */
    void onEvent(Backend backend, BackendEvent event);
}
