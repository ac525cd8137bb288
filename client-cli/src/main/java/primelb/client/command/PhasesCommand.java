package primelb.client.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.UsageException;
import primelb.client.phases.Experiment;
import primelb.client.phases.PhasesPlan;
import primelb.client.report.PhasesJson;
import primelb.client.report.PhasesText;
import primelb.client.report.SampleCsv;
import primelb.client.result.Environment;
import primelb.client.result.PhasesResult;
import primelb.client.threshold.Judge;
import primelb.client.threshold.Verdict;

/** The experiment: all servers up, one stopped, up again. */
final class PhasesCommand implements Command {
    private static final URI EXAMPLE = URI.create("http://127.0.0.1:8080/prime/524287");

    private final Surroundings surroundings;
    private final List<String> commandLine;

    PhasesCommand(Surroundings surroundings, List<String> commandLine) {
        this.surroundings = surroundings;
        this.commandLine = List.copyOf(commandLine);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("phases", "both up, one stopped, both up again: with waiting and proof", "URL...",
                List.of(FaultOptions.GROUP, LoadOptions.GROUP, RequestOptions.GROUP, OutputOptions.GROUP),
                List.of("Phase 2 begins when the balancer says that the server is inactive, phase 3 when it says"
                        + " that it is active again. Whatever happens, the server is started again at the end.",
                        "With --under-load one load goes on throughout, and its parts before, between and after the"
                        + " two commands are the phases: nothing waits for the balancer.",
                        RequestOptions.SEVERAL_NOTE + " --admin is that of one of them; what the balancers counted is"
                        + " not told then.", ThresholdHelp.PHASES_NOTE),
                List.of(new CommandSpec.Example("client-cli phases --container server2 " + EXAMPLE,
                                "stop and start a container"),
                        new CommandSpec.Example("client-cli phases --container server2 --fault kill "
                                + "--threshold 'speedup>=1.8' " + EXAMPLE,
                                "kill it, and require that the second server pays"),
                        new CommandSpec.Example("client-cli phases --container server2 --fault pause --under-load "
                                + "-d 30s " + EXAMPLE, "freeze it while one load goes on"),
                        new CommandSpec.Example("client-cli phases --stop-cmd './control stop' --start-cmd "
                                + "'./control start' " + EXAMPLE, "a server that is a process")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        Optional<LoadSettings> load = LoadOptions.read(arguments, EXAMPLE, surroundings.in());
        Optional<PhasesPlan> read = FaultOptions.read(arguments, load);
        OutputSettings output = OutputOptions.read(arguments, surroundings);
        arguments.finish();
        PhasesPlan plan = read.orElseThrow();
        var environment = Environment.of(surroundings.wallClock().instant(), commandLine);
        Repetitions repetitions = Repetitions.of(plan, output.progress(), environment.cpus(), surroundings);
        repetitions.preflight().ifPresent(reason -> surroundings.err().println("error: " + reason));
        if (repetitions.experiments().isEmpty()) {
            return repetitions.interrupted() ? ExitCode.INTERRUPTED : ExitCode.PREFLIGHT_FAILED;
        }
        Experiment experiment = repetitions.experiments().getLast();
        List<Verdict> verdicts = repetitions.judge(load.orElseThrow().thresholds());
        var result = new PhasesResult(environment, plan, experiment, verdicts, repetitions.experiments());
        boolean stored = new Delivery(output, surroundings).deliver("phases", environment.date(),
                PhasesJson.of(result), () -> SampleCsv.of(parts(repetitions.experiments())),
                file -> PhasesText.of(result, file, output.verbosity(), output.palette()));
        experiment.trouble().ifPresent(trouble -> surroundings.err().println("error: " + trouble));
        return exitCode(repetitions, stored, verdicts);
    }

    /** A phase is called by its number, and by that of its repetition before it where there are several. */
    private static List<SampleCsv.Part> parts(List<Experiment> experiments) {
        var parts = new ArrayList<SampleCsv.Part>();
        for (int at = 0; at < experiments.size(); at++) {
            String prefix = experiments.size() == 1 ? "" : at + 1 + ".";
            experiments.get(at).phases().forEach(phase -> parts.add(new SampleCsv.Part(
                    prefix + phase.number(), phase.measured().recording())));
        }
        return parts;
    }

    private static ExitCode exitCode(Repetitions repetitions, boolean stored, List<Verdict> verdicts) {
        if (repetitions.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (repetitions.preflight().isPresent()) {
            return ExitCode.PREFLIGHT_FAILED;
        }
        if (repetitions.experiments().getLast().trouble().isPresent()) {
            return ExitCode.CONTROL_FAILED;
        }
        return !stored ? ExitCode.INTERNAL : Judge.allHold(verdicts) ? ExitCode.OK : ExitCode.THRESHOLD_FAILED;
    }
}
