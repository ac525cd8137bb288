package primelb.core.health;

import primelb.core.backend.BackendUrl;

/** Makes one probe. */
@FunctionalInterface
public interface Probe {
    /** Returns how it went; blocks until then, and no longer than its timeout. Never throws. */
    ProbeResult probe(BackendUrl url);
}
