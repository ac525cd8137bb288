package primelb.client.command;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.UsageException;
import primelb.client.control.Balancer;
import primelb.client.control.ControlPlane;
import primelb.client.control.ServerView;
import primelb.client.report.ServersReport;
import primelb.client.text.Palette;
import primelb.core.json.JsonWriter;

/** What the balancer thinks of its servers now. */
final class ServersCommand implements Command {
    private final Surroundings surroundings;

    ServersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("servers", "what the balancer thinks now", "",
                List.of(new CommandSpec.Group("balancer", List.of(FaultOptions.ADMIN)),
                        new CommandSpec.Group("output", List.of(OutputOptions.JSON, OutputOptions.COLOR))),
                List.of(), List.of(
                        new CommandSpec.Example("client-cli servers", "a row a server"),
                        new CommandSpec.Example("client-cli servers --json --admin http://127.0.0.1:8081",
                                "the same as JSON, from a named balancer")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        URI admin = FaultOptions.admin(arguments, FaultOptions.ADMIN);
        boolean json = arguments.flag(OutputOptions.JSON);
        Palette palette = OutputOptions.palette(arguments, surroundings);
        arguments.finish();
        try (ControlPlane plane = ControlPlane.open()) {
            List<ServerView> servers = surroundings.cancellation().interruptibly(
                    () -> new Balancer(plane, admin).servers());
            surroundings.out().print(json ? JsonWriter.pretty(ServersReport.json(servers)) + "\n"
                    : ServersReport.text(servers, palette));
            surroundings.out().flush();
            return ExitCode.OK;
        } catch (IOException e) {
            surroundings.err().println("error: " + e.getMessage()
                    + " (is the balancer running? its admin port is --admin URL)");
            return ExitCode.PREFLIGHT_FAILED;
        } catch (InterruptedException _) {
            return ExitCode.INTERRUPTED;
        }
    }
}
