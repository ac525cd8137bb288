package primelb.client.result;

import java.util.List;
import primelb.client.load.LoadPlan;
import primelb.client.load.Target;
import primelb.client.summary.Measured;
import primelb.client.threshold.Verdict;

/**
 * What one load run found out.
 *
 * @param environment where and how
 * @param target what was sent
 * @param plan how it was sent
 * @param measured what came of it
 * @param verdicts whether the conditions hold
 * @param interrupted whether it was ended early, so that this is a part of a result
 */
public record RunResult(Environment environment, Target target, LoadPlan plan, Measured measured,
        List<Verdict> verdicts, boolean interrupted) {
    /** Keeps its own copy. */
    public RunResult {
        verdicts = List.copyOf(verdicts);
    }
}
