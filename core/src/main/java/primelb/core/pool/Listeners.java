package primelb.core.pool;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import primelb.core.backend.StateChange;

/** Those who hear what changes among the backends. Safe for any thread; called without any lock. */
final class Listeners {
    private static final System.Logger LOG = System.getLogger("primelb.pool");

    private final List<PoolListener> all = new CopyOnWriteArrayList<>();

    void add(PoolListener listener) {
        all.add(Objects.requireNonNull(listener, "listener"));
    }

    void stateChanged(StateChange change) {
        tell("a change of " + change.backend(), listener -> listener.stateChanged(change));
    }

    void membersChanged() {
        tell("a change of the members", PoolListener::membersChanged);
    }

    private void tell(String what, Consumer<PoolListener> news) {
        for (PoolListener listener : all) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                // The change has happened; the other listeners, and whoever caused it, must not suffer.
                LOG.log(Level.ERROR, "a listener failed on " + what, e);
            }
        }
    }
}
