package primelb.client.load;

import java.util.List;

/**
 * All that happened in one run.
 *
 * @param released when the start barrier opened, in nanoseconds of the run's ticker
 * @param samples one for each request that was sent and came to an end, ordered by when it finished
 * @param abandoned requests that were under way when the run was interrupted; they are in no other number
 * @param limitReached whether the run ended because it may not hold more samples
 */
public record Recording(long released, List<Sample> samples, int abandoned, boolean limitReached) {
    /** Keeps its own copy. */
    public Recording {
        samples = List.copyOf(samples);
    }

    /** Returns the nanoseconds from the release to the last completion; 0 when nothing completed. */
    public long wallNanos() {
        return samples.isEmpty() ? 0 : samples.getLast().finished() - released;
    }
}
