package primelb.client.command;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.UsageException;
import primelb.client.control.ControlPlane;
import primelb.client.phases.Experiment;
import primelb.client.phases.PhasesPlan;
import primelb.client.phases.PhasesRun;
import primelb.client.phases.PreflightException;
import primelb.client.progress.ProgressMode;
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
        return new CommandSpec("phases", "both up, one stopped, both up again: with waiting and proof", "URL",
                List.of(FaultOptions.GROUP, LoadOptions.GROUP, RequestOptions.GROUP, OutputOptions.GROUP),
                List.of("Phase 2 begins when the balancer says that the server is inactive, phase 3 when it says"
                        + " that it is active again. Whatever happens, the server is started again at the end.",
                        ThresholdHelp.PHASES_NOTE),
                List.of(new CommandSpec.Example("client-cli phases --container server2 " + EXAMPLE,
                                "stop and start a container"),
                        new CommandSpec.Example("client-cli phases --container server2 --fault kill "
                                + "--threshold 'speedup>=1.8' " + EXAMPLE,
                                "kill it, and require that the second server pays"),
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
        Experiment experiment;
        try (ControlPlane plane = ControlPlane.open()) {
            experiment = experiment(plan, output, plane, environment.cpus());
        } catch (PreflightException e) {
            if (surroundings.cancellation().isRequested()) {
                return ExitCode.INTERRUPTED;
            }
            surroundings.err().println("error: " + e.getMessage());
            return ExitCode.PREFLIGHT_FAILED;
        } catch (InterruptedException _) {
            return ExitCode.INTERRUPTED;
        }
        List<Verdict> verdicts = judge(experiment, load.orElseThrow());
        var result = new PhasesResult(environment, plan, experiment, verdicts);
        boolean stored = new Delivery(output, surroundings).deliver("phases", environment.date(),
                PhasesJson.of(result), () -> SampleCsv.of(experiment.phases().stream().map(phase -> new SampleCsv.Part(
                        String.valueOf(phase.number()), phase.measured().recording())).toList()),
                file -> PhasesText.of(result, file, output.verbosity(), output.palette()));
        experiment.trouble().ifPresent(trouble -> surroundings.err().println("error: " + trouble));
        return exitCode(experiment, stored, verdicts);
    }

    private Experiment experiment(PhasesPlan plan, OutputSettings output, ControlPlane plane, int cores)
            throws PreflightException, InterruptedException {
        try (Kit kit = Kit.of(plan.target(), output.progress(), surroundings)) {
            return new PhasesRun(plan, kit.measurer(), kit.preflight(), plane, surroundings.cancellation(),
                    surroundings.ticker(), surroundings.sleeper(), note -> {
                        if (output.progress() != ProgressMode.NONE) {
                            surroundings.err().println(note);
                        }
                    }).run(new PhasesRun.Machine(isLocal(plan.target().uri().getHost()), cores));
        }
    }

    private static List<Verdict> judge(Experiment experiment, LoadSettings load) {
        List<Judge.Part> parts = experiment.phases().stream().map(phase ->
                new Judge.Part(phase.number(), phase.summary(), phase.allUp())).toList();
        return new Judge(parts, experiment.speedup(1)).judge(load.thresholds());
    }

    private static ExitCode exitCode(Experiment experiment, boolean stored, List<Verdict> verdicts) {
        if (experiment.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (experiment.trouble().isPresent()) {
            return ExitCode.CONTROL_FAILED;
        }
        return !stored ? ExitCode.INTERNAL : Judge.allHold(verdicts) ? ExitCode.OK : ExitCode.THRESHOLD_FAILED;
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
