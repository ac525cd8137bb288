package primelb.client.command;

import java.io.IOException;
import java.util.List;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.UsageException;
import primelb.client.selftest.Check;
import primelb.client.selftest.SelfTest;
import primelb.client.selftest.SelfTestReport;
import primelb.client.text.Palette;
import primelb.core.json.JsonWriter;

/** Is the ruler right? */
final class SelfTestCommand implements Command {
    private final Surroundings surroundings;

    SelfTestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("selftest", "is the ruler right? measures a server of known latency", "",
                List.of(new CommandSpec.Group("output", List.of(OutputOptions.JSON, OutputOptions.QUIET,
                        OutputOptions.COLOR))),
                List.of("It takes about ten seconds. Exit code 1: what was measured is not what is known."),
                List.of(new CommandSpec.Example("client-cli selftest",
                        "whether counts, latencies and rates are right on this machine, now")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        boolean json = arguments.flag(OutputOptions.JSON);
        boolean quiet = arguments.flag(OutputOptions.QUIET);
        Palette palette = OutputOptions.palette(arguments, surroundings);
        arguments.finish();
        try {
            List<Check> checks = new SelfTest(surroundings.ticker(), surroundings.sleeper(),
                    surroundings.cancellation()).run(check -> {
                        if (!json && !quiet) {
                            surroundings.out().println(SelfTestReport.text(check, palette));
                        }
                    });
            surroundings.out().println(json ? JsonWriter.pretty(SelfTestReport.json(checks))
                    : SelfTestReport.verdict(checks, palette));
            surroundings.out().flush();
            return checks.stream().allMatch(Check::holds) ? ExitCode.OK : ExitCode.THRESHOLD_FAILED;
        } catch (IOException e) {
            surroundings.err().println("error: the built-in server could not be started: " + e);
            return ExitCode.INTERNAL;
        } catch (InterruptedException _) {
            return ExitCode.INTERRUPTED;
        }
    }
}
