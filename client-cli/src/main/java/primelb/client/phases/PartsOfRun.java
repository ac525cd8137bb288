package primelb.client.phases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.load.LoadPlan;
import primelb.client.load.Recording;
import primelb.client.summary.Measured;

/**
 * Cuts one run into phases at the moments at which the commands were issued: a request belongs to the phase in which
 * it came to an end.
 */
final class PartsOfRun {
    private final Measured whole;
    private final LoadPlan plan;
    private final List<Transition> transitions;

    PartsOfRun(Measured whole, LoadPlan plan, List<Transition> transitions) {
        this.whole = whole;
        this.plan = plan;
        this.transitions = transitions;
    }

    /**
     * Returns as many phases as there were: up to three.
     *
     * @param allUp what the first and the third are called
     * @param fault what the second is called
     */
    List<Phase> phases(String allUp, String fault) {
        Recording recording = whole.recording();
        // The last completion is part of the last phase.
        long end = recording.released() + recording.wallNanos() + 1;
        var phases = new ArrayList<Phase>();
        long from = recording.released();
        for (int number = 1; number <= 3; number++) {
            boolean isLast = number > transitions.size();
            long to = isLast || transitions.get(number - 1).issued() - end > 0 ? end
                    : transitions.get(number - 1).issued();
            if (to - from > 0) {
                phases.add(phase(number, number == Phase.WITH_ONE_STOPPED ? fault : allUp, from, to));
            }
            if (isLast) {
                break;
            }
            from = to;
        }
        return phases;
    }

    private Phase phase(int number, String title, long from, long to) {
        Measured part = whole.part(whole.recording().between(from, to), number == 1 ? plan : plan.withoutRamp());
        return new Phase(number, title, number != Phase.WITH_ONE_STOPPED, part, Optional.empty(), List.of());
    }
}
