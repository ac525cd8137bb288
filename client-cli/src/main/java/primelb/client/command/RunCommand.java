package primelb.client.command;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.UsageException;
import primelb.client.load.Line;
import primelb.client.phases.PreflightException;
import primelb.client.report.RunJson;
import primelb.client.report.RunText;
import primelb.client.report.SampleCsv;
import primelb.client.result.Environment;
import primelb.client.result.RunResult;
import primelb.client.summary.Measured;
import primelb.client.threshold.Judge;
import primelb.client.threshold.Verdict;

/** One load run. */
final class RunCommand implements Command {
    private static final URI EXAMPLE = URI.create("http://127.0.0.1:8080/prime/524287");

    private final Surroundings surroundings;
    private final List<String> commandLine;

    RunCommand(Surroundings surroundings, List<String> commandLine) {
        this.surroundings = surroundings;
        this.commandLine = List.copyOf(commandLine);
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("run", "one load run", "URL...",
                List.of(LoadOptions.GROUP, RequestOptions.GROUP, OutputOptions.GROUP),
                List.of(ThresholdHelp.NOTE, "Every answer to /prime/N is checked against the client's own"
                        + " computation. Nothing is sent twice: what the client sends is what it counts.",
                        RequestOptions.SEVERAL_NOTE),
                List.of(new CommandSpec.Example("client-cli run " + EXAMPLE, "50 clients, 10 requests each"),
                        new CommandSpec.Example("client-cli run -c 8 -n 1000 --threshold 'p99<250ms' " + EXAMPLE,
                                "exactly 1000 requests, and a limit for the slowest hundredth"),
                        new CommandSpec.Example("client-cli run -d 30s " + EXAMPLE + " http://127.0.0.1:8090",
                                "over two balancers, of which one may go"),
                        new CommandSpec.Example("client-cli run -c2 -d 30s --json " + EXAMPLE + " | jq .result",
                                "for 30 seconds, the result as JSON")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        Optional<LoadSettings> read = LoadOptions.read(arguments, EXAMPLE, surroundings.in());
        OutputSettings output = OutputOptions.read(arguments, surroundings);
        read.flatMap(settings -> Judge.onlyForPhases(settings.thresholds())).ifPresent(threshold ->
                arguments.mistake("--threshold '%s' is about phases, and run has none (try: client-cli phases)"
                        .formatted(threshold.text())));
        arguments.finish();
        LoadSettings settings = read.orElseThrow();
        var environment = Environment.of(surroundings.wallClock().instant(), commandLine);
        long began = surroundings.ticker().nanos();
        Measured measured;
        try (Kit kit = Kit.of(settings.target(), output.progress(), surroundings)) {
            measured = measure(kit, settings);
        } catch (PreflightException e) {
            if (surroundings.cancellation().isRequested()) {
                return ExitCode.INTERRUPTED;
            }
            surroundings.err().println("error: " + e.getMessage());
            return ExitCode.PREFLIGHT_FAILED;
        } catch (InterruptedException _) {
            return ExitCode.INTERRUPTED;
        }
        boolean interrupted = surroundings.cancellation().isRequested();
        List<Verdict> verdicts = new Judge(List.of(new Judge.Part(1, measured.summary(), true)),
                OptionalDouble.empty()).judge(settings.thresholds());
        Instant releasedAt = environment.date().plusNanos(measured.recording().released() - began);
        var result = new RunResult(environment, releasedAt, settings.target(), settings.plan(), measured, verdicts, interrupted);
        boolean stored = new Delivery(output, surroundings).deliver("run", environment.date(), RunJson.of(result),
                () -> SampleCsv.of(List.of(new SampleCsv.Part("run", measured.recording()))),
                file -> RunText.of(result, file, output.verbosity(), output.palette()));
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return !stored ? ExitCode.INTERNAL : Judge.allHold(verdicts) ? ExitCode.OK : ExitCode.THRESHOLD_FAILED;
    }

    /** The connection that shows whether there is anybody is the first client's, so that none is opened in vain. */
    private Measured measure(Kit kit, LoadSettings settings) throws PreflightException, InterruptedException {
        Optional<Line> first = surroundings.cancellation().interruptibly(
                () -> kit.preflight().connect(settings.target(), settings.plan()));
        if (settings.warmup() == 0) {
            return kit.measurer().measure("run", settings.target(), settings.plan(), first);
        }
        Measured warmup = kit.measurer().measure("warm-up", settings.target(),
                settings.plan().withTotal(settings.warmup()), first);
        return kit.measurer().measure("run", settings.target(), settings.plan(), Optional.empty()).after(warmup);
    }
}
