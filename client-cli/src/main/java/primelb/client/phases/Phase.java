package primelb.client.phases;

import java.util.List;
import java.util.Optional;
import primelb.client.control.ServerView;
import primelb.client.summary.Measured;
import primelb.client.summary.Summary;

/**
 * One phase that was measured, whole or until it was interrupted.
 *
 * @param number from 1
 * @param title what was the case, such as {@code server2 stopped}
 * @param allUp whether every server was up
 * @param measured what came of it
 * @param counts three counts of the same requests; empty after an interruption
 * @param after what the balancer thought of the servers afterwards; empty after an interruption
 */
public record Phase(int number, String title, boolean allUp, Measured measured, Optional<Reconciliation> counts,
        List<ServerView> after) {
    /** The phase that the others are compared with. */
    public static final int WITH_ONE_STOPPED = 2;

    /** Keeps its own copy. */
    public Phase {
        after = List.copyOf(after);
    }

    /** Returns what its requests came to. */
    public Summary summary() {
        return measured.summary();
    }
}
