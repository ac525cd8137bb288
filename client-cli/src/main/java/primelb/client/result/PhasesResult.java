package primelb.client.result;

import java.util.List;
import primelb.client.phases.Experiment;
import primelb.client.phases.PhasesPlan;
import primelb.client.threshold.Verdict;

/**
 * What the experiment in three phases found out.
 *
 * @param environment where and how
 * @param plan what was to be done
 * @param experiment what was done, and what came of it
 * @param verdicts whether the conditions hold
 */
public record PhasesResult(Environment environment, PhasesPlan plan, Experiment experiment,
        List<Verdict> verdicts) {
    /** Keeps its own copy. */
    public PhasesResult {
        verdicts = List.copyOf(verdicts);
    }
}
