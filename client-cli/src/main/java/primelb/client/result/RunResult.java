package primelb.client.result;

import java.time.Instant;
import java.util.List;
import primelb.client.load.LoadPlan;
import primelb.client.load.Target;
import primelb.client.summary.Measured;
import primelb.client.threshold.Verdict;

/**
 * What one load run found out.
 *
 * @param environment where and how
 * @param releasedAt the wall clock when the run's requests began; the times of single requests count from it
 * @param target what was sent
 * @param plan how it was sent
 * @param measured what came of it
 * @param verdicts whether the conditions hold
 * @param interrupted whether it was ended early, so that this is a part of a result
 */
public record RunResult(Environment environment, Instant releasedAt, Target target, LoadPlan plan, Measured measured,
        List<Verdict> verdicts, boolean interrupted) {
    /** Keeps its own copy. */
    public RunResult {
        verdicts = List.copyOf(verdicts);
    }
}
