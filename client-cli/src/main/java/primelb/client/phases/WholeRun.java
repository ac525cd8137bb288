package primelb.client.phases;

import java.util.Optional;
import primelb.client.summary.Measured;

/**
 * The one run of an experiment under load.
 *
 * @param measured what came of it
 * @param counts three counts of its requests; empty after an interruption
 */
public record WholeRun(Measured measured, Optional<Reconciliation> counts) {
}
