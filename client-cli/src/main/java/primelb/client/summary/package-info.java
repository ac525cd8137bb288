/**
 * Sums up what was recorded: {@code Recording} in, {@code Summary} out, by pure functions.
 *
 * <p>Rules: percentiles are exact and by nearest rank, once of the ok requests and once of all requests with the
 * failed ones at their elapsed time; they are never averaged across clients, servers or phases. A share is of the
 * ok requests. {@code ok + failed = sent}, always. One summary is behind every output: terminal, JSON and CSV.
 */
package primelb.client.summary;
