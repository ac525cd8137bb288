package primelb.client.summary;

import java.util.Optional;
import primelb.client.load.LoadPlan;
import primelb.client.load.Recording;

/**
 * One measurement, whole or until it was interrupted.
 *
 * @param warmup what its warm-up came to, which is in no other number; empty where there was none
 * @param recording every request
 * @param summary what they came to
 * @param effort what the client itself used
 */
public record Measured(Optional<Summary> warmup, Recording recording, Summary summary, ClientEffort effort) {
    /** Returns what one part of this measurement came to; the client's own effort is that of the whole. */
    public Measured part(Recording part, LoadPlan plan) {
        return new Measured(Optional.empty(), part, Summary.of(part, plan, true), effort);
    }

    /** Returns the same with the warm-up that went before it. */
    public Measured after(Measured newWarmup) {
        return new Measured(Optional.of(newWarmup.summary()), recording, summary, effort);
    }
}
