package primelb.client.phases;

import java.util.List;
import java.util.OptionalLong;

/**
 * Three counts of the same requests, in one phase.
 *
 * @param sent how many the client sent
 * @param balancer how many the balancer counted; empty where it does not tell
 * @param servers how many each server counted that was active; where these are all, a stopped one counted none
 */
public record Reconciliation(int sent, OptionalLong balancer, List<ServerCount> servers) {
    /** What one server counted; empty where it could not be asked at both ends of the phase. */
    public record ServerCount(String server, OptionalLong count) {
    }

    /** Keeps its own copy. */
    public Reconciliation {
        servers = List.copyOf(servers);
    }

    /** Returns the sum over the servers, empty where one of them is not known. */
    public OptionalLong serversTotal() {
        if (servers.isEmpty() || servers.stream().anyMatch(server -> server.count().isEmpty())) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(servers.stream().mapToLong(server -> server.count().getAsLong()).sum());
    }

    /** Returns whether nothing that is known contradicts: a count that is not known contradicts nothing. */
    public boolean agrees() {
        return balancer.orElse(sent) == sent && serversTotal().orElse(sent) == sent;
    }

    /** Returns whether all three counts are known and the same. */
    public boolean isProven() {
        return balancer.isPresent() && serversTotal().isPresent() && agrees();
    }
}
