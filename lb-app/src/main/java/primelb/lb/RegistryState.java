package primelb.lb;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendUrl;
import primelb.core.balancer.Balancer;
import primelb.core.registry.RegistryFullException;

/** What a balancer knows of its servers when it starts: who was registered when the last one ended, however it ended. */
final class RegistryState {
    private static final System.Logger LOG = System.getLogger("primelb.lb");

    private RegistryState() {
    }

    /**
     * Registers the servers of the file; none of them gets traffic before a probe of it has passed. A file that cannot be
     * used is set aside, with a line in the log, and stops nothing.
     *
     * @param path the state file, which need not exist
     * @param balancer who takes the servers
     * @param maxServers how many it takes
     * @param own tells the balancer's own addresses, which it must not forward to
     * @return what keeps the file as the registry is, to be started and closed
     */
    static StateKeeper restore(Path path, Balancer balancer, int maxServers, Predicate<BackendUrl> own) {
        StateFile file = new StateFile(path);
        byte[] text = new byte[0];
        try {
            Optional<byte[]> read = file.read(StateJson.limit(maxServers));
            if (read.isPresent()) {
                List<StateJson.Kept> servers = StateJson.read(read.get());
                text = read.get();
                register(servers, balancer, own, file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "LB_STATE_FILE {0}: not used: {1}; {2}. The balancer starts without servers, until "
                    + "they register", file, StateFile.reason(e), setAside(file));
        }
        return new StateKeeper(new Named(file), balancer.pool()::backends, text, StateKeeper.Pace.DEFAULT);
    }

    /** The file as a store that says its name. */
    private record Named(StateFile file) implements StateKeeper.Store {
        @Override
        public void write(byte[] text) throws IOException {
            file.write(text);
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    private static void register(List<StateJson.Kept> servers, Balancer balancer, Predicate<BackendUrl> own,
            StateFile file) {
        int restored = 0;
        for (StateJson.Kept kept : servers) {
            Announcement server = kept.announcement();
            if (own.test(server.url())) {
                LOG.log(Level.WARNING, "LB_STATE_FILE {0}: {1} is left out: it is the balancer itself", file, server.url());
                continue;
            }
            try {
                Backend backend = balancer.pool().register(server).backend();
                if (kept.held()) {
                    balancer.pool().hold(server.url());
                } else {
                    balancer.probe(backend);
                }
                restored++;
            } catch (RegistryFullException e) {
                LOG.log(Level.WARNING, "LB_STATE_FILE {0}: {1} of {2} servers are left out: {3} (LB_MAX_SERVERS)", file,
                        servers.size() - restored, servers.size(), e.getMessage());
                break;
            }
        }
        LOG.log(Level.INFO, "LB_STATE_FILE {0}: {1} servers were registered and are probed now", file, restored);
    }

    private static String setAside(StateFile file) {
        try {
            return "set aside as " + file.setAside();
        } catch (IOException e) {
            return "nor could it be set aside: " + StateFile.reason(e);
        }
    }
}
