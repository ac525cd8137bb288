package primelb.client.stored;

import java.util.OptionalLong;

/**
 * Three counts of the same requests.
 *
 * @param sent how many the client sent
 * @param balancer how many the balancer counted; empty where it did not tell
 * @param servers how many the servers counted; empty where one could not be asked
 * @param someServers whether at least one server could be asked
 * @param agree whether nothing that is known contradicts
 * @param proven whether all three are known and the same
 */
public record Counts(long sent, OptionalLong balancer, OptionalLong servers, boolean someServers, boolean agree,
        boolean proven) {
}
