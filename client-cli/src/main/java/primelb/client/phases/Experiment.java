package primelb.client.phases;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the three phases found out, whole or as far as they came.
 *
 * @param server the server that was stopped
 * @param system what is known of the system that was measured
 * @param ideal the most that could be expected
 * @param phases those that were measured, in order
 * @param transitions the stop and the start, as far as the balancer noticed them
 * @param whole the one run that the phases are parts of, where the fault happened under load; empty where each phase
 *     is a run of its own
 * @param trouble why it could not be carried out to the end; empty where it could
 * @param interrupted whether it was ended early on request
 */
public record Experiment(String server, SystemFacts system, IdealSpeedup ideal, List<Phase> phases,
        List<Transition> transitions, Optional<WholeRun> whole, Optional<String> trouble, boolean interrupted) {
    /** Keeps its own copies. */
    public Experiment {
        phases = List.copyOf(phases);
        transitions = List.copyOf(transitions);
    }

    /** Returns the phase of this number, if it was measured. */
    public Optional<Phase> phase(int number) {
        return phases.stream().filter(phase -> phase.number() == number).findFirst();
    }

    /** Returns the throughput of a phase as a multiple of that of phase 2; empty where either is missing or 0. */
    public OptionalDouble speedup(int number) {
        double of = throughput(number);
        double against = throughput(Phase.WITH_ONE_STOPPED);
        return of > 0 && against > 0 ? OptionalDouble.of(of / against) : OptionalDouble.empty();
    }

    private double throughput(int number) {
        return phase(number).map(phase -> phase.summary().throughput()).orElse(0.0);
    }
}
