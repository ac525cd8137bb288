package primelb.client.phases;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import primelb.client.control.FaultCommands;
import primelb.client.load.LoadPlan;
import primelb.client.load.Target;

/**
 * What the experiment does.
 *
 * @param target what each phase sends
 * @param load how each phase sends it
 * @param warmup requests before each phase that are in no number
 * @param admin the balancer's admin URL
 * @param serverId the server that is stopped, where it was named
 * @param commands how it is stopped and started
 * @param serverStats where a server's own counts are found, by its id
 * @param serverCpus processors each server may use, where it was stated
 * @param commandTimeout the longest a command may take
 * @param noticeTimeout the longest the balancer may take to notice
 * @param underLoad whether the fault happens while one load goes on, instead of between two
 * @param repetitions how often all of it is done
 */
public record PhasesPlan(Target target, LoadPlan load, int warmup, URI admin, Optional<String> serverId,
        FaultCommands commands, Map<String, URI> serverStats, OptionalDouble serverCpus, Duration commandTimeout,
        Duration noticeTimeout, boolean underLoad, int repetitions) {
    /** What the server is called where nobody says otherwise. */
    public static final String DEFAULT_SERVER = "server2";

    /** Keeps its own copy. */
    public PhasesPlan {
        serverStats = Map.copyOf(serverStats);
    }
}
