/**
 * Sends requests and records what became of each: {@code Target} sent by a {@code LoadRun} as {@code Pacer} and
 * {@code StopRule} say, recorded as {@code Sample}s.
 *
 * <p>Rules: exactly as many requests are sent as the stop rule says, each once: nothing here re-sends. Every
 * request sent has one sample, and each sample is either ok or has one kind of failure. Recording never throws.
 * The clock of a run starts at the release of the start barrier and ends at the last completion. Every run opens
 * its own connections and leaves none open. Nothing is summed up here: that is {@code primelb.client.summary}.
 */
package primelb.client.load;
