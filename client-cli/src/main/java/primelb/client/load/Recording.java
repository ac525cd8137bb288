package primelb.client.load;

import java.util.List;

/**
 * All that happened in one run.
 *
 * @param released when the start barrier opened, in nanoseconds of the run's ticker
 * @param samples one for each request that was sent and came to an end, ordered by when it finished
 * @param abandoned requests that were under way when the run was interrupted; they are in no other number
 * @param limitReached whether the run ended because it may not hold more samples
 * @param wallNanos the nanoseconds from the release to the last completion, or to the end of the part that this is;
 *     0 when nothing completed
 */
public record Recording(long released, List<Sample> samples, int abandoned, boolean limitReached, long wallNanos) {
    /** A run from its release to its last completion. */
    public Recording(long released, List<Sample> samples, int abandoned, boolean limitReached) {
        this(released, samples, abandoned, limitReached,
                samples.isEmpty() ? 0 : samples.getLast().finished() - released);
    }

    /** Keeps its own copy. */
    public Recording {
        samples = List.copyOf(samples);
    }

    /** Returns the part of this run that came to an end from one time on and before another, as a run of its own. */
    public Recording between(long from, long to) {
        List<Sample> part = samples.stream().filter(sample -> sample.finished() - from >= 0
                && sample.finished() - to < 0).toList();
        return new Recording(from, part, 0, false, part.isEmpty() ? 0 : to - from);
    }
}
