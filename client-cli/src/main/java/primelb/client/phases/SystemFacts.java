package primelb.client.phases;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is known of the system that was measured.
 *
 * @param policy how the balancer chooses a server, in its own word; empty where it does not tell
 * @param servers how many servers were active at first
 * @param serverCpus processors that each server may use; empty where no limit is known
 * @param serverMemoryBytes memory that each server may use; empty where no limit is known
 * @param limitSource who says so
 */
public record SystemFacts(Optional<String> policy, int servers, OptionalDouble serverCpus,
        OptionalLong serverMemoryBytes, String limitSource) {
}
