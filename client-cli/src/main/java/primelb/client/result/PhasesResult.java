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
 * @param experiment what was done, and what came of it; of several repetitions the last
 * @param verdicts whether the conditions hold, in every repetition
 * @param repetitions every experiment, in order; the last is {@code experiment}
 */
public record PhasesResult(Environment environment, PhasesPlan plan, Experiment experiment,
        List<Verdict> verdicts, List<Experiment> repetitions) {
    /** Keeps its own copies. */
    public PhasesResult {
        verdicts = List.copyOf(verdicts);
        repetitions = List.copyOf(repetitions);
    }
}
