package primelb.client.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import primelb.client.control.ControlPlane;
import primelb.client.phases.Experiment;
import primelb.client.phases.PhasesPlan;
import primelb.client.phases.PhasesRun;
import primelb.client.phases.PreflightException;
import primelb.client.progress.ProgressMode;
import primelb.client.threshold.Judge;
import primelb.client.threshold.Threshold;
import primelb.client.threshold.Verdict;

/**
 * The experiment as often as the plan says, or until one could not be carried out.
 *
 * @param experiments those that were carried out, the last one perhaps in part only
 * @param preflight why there is not one more; empty where there is nothing to say
 * @param interrupted whether the end was asked for
 */
record Repetitions(List<Experiment> experiments, Optional<String> preflight, boolean interrupted) {
    /** Keeps its own copy. */
    Repetitions {
        experiments = List.copyOf(experiments);
    }

    /** Returns what came of it; never throws for what the system that is measured does. */
    static Repetitions of(PhasesPlan plan, ProgressMode progress, int cores, Surroundings surroundings) {
        var done = new ArrayList<Experiment>();
        try (ControlPlane plane = ControlPlane.open()) {
            do {
                if (plan.repetitions() > 1 && progress != ProgressMode.NONE) {
                    surroundings.err().println("repetition %d of %d".formatted(done.size() + 1, plan.repetitions()));
                }
                done.add(experiment(plan, progress, plane, cores, surroundings));
            } while (done.size() < plan.repetitions() && isComplete(done.getLast()));
            return new Repetitions(done, Optional.empty(), done.getLast().interrupted());
        } catch (PreflightException e) {
            return surroundings.cancellation().isRequested() ? new Repetitions(done, Optional.empty(), true)
                    : new Repetitions(done, Optional.of(e.getMessage()), false);
        } catch (InterruptedException _) {
            return new Repetitions(done, Optional.empty(), true);
        }
    }

    private static Experiment experiment(PhasesPlan plan, ProgressMode progress, ControlPlane plane, int cores,
            Surroundings surroundings) throws PreflightException, InterruptedException {
        try (Kit kit = Kit.of(plan.target(), progress, surroundings)) {
            return new PhasesRun(plan, kit.measurer(), kit.preflight(), plane, surroundings.cancellation(),
                    surroundings.ticker(), surroundings.sleeper(), note -> {
                        if (progress != ProgressMode.NONE) {
                            surroundings.err().println(note);
                        }
                    }).run(new PhasesRun.Machine(isLocal(plan.target().uri().getHost()), cores));
        }
    }

    private static boolean isComplete(Experiment experiment) {
        return experiment.trouble().isEmpty() && !experiment.interrupted();
    }

    /** Returns a verdict for each condition: it must hold in every repetition, and one where it does not is told. */
    List<Verdict> judge(List<Threshold> thresholds) {
        List<Verdict> verdicts = List.of();
        for (int at = 0; at < experiments.size(); at++) {
            List<Verdict> next = judge(experiments.get(at), thresholds);
            var merged = new ArrayList<Verdict>();
            for (int index = 0; index < next.size(); index++) {
                boolean failedBefore = at > 0 && !verdicts.get(index).holds();
                merged.add(failedBefore ? verdicts.get(index) : named(next.get(index), at + 1));
            }
            verdicts = merged;
        }
        return verdicts;
    }

    private Verdict named(Verdict verdict, int repetition) {
        return experiments.size() == 1 || verdict.holds() ? verdict : new Verdict(verdict.threshold(), false,
                "repetition " + repetition + ", " + verdict.measured());
    }

    private static List<Verdict> judge(Experiment experiment, List<Threshold> thresholds) {
        List<Judge.Part> parts = experiment.phases().stream().map(phase ->
                new Judge.Part(phase.number(), phase.summary(), phase.allUp())).toList();
        OptionalDouble speedup = experiment.speedup(1);
        return new Judge(parts, speedup).judge(thresholds);
    }

    private static boolean isLocal(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            // The preflight says so in a moment, with its own words.
            return false;
        }
    }
}
