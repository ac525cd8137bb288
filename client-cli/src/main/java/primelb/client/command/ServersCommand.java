package primelb.client.command;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.cli.UsageException;
import primelb.client.control.Balancer;
import primelb.client.control.ControlPlane;
import primelb.client.control.ServerView;
import primelb.client.report.ServersReport;
import primelb.client.text.Palette;
import primelb.core.json.JsonWriter;

/** What the balancer thinks of its servers now, once or again and again. */
final class ServersCommand implements Command {
    static final Option WATCH = Option.flag("watch", "look again and again, until Ctrl-C").shortened('w');
    static final Option INTERVAL = Option.single("interval", "TIME", "1s", "--interval 1s",
            "how often --watch looks");

    private static final Duration MIN_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_INTERVAL = Duration.ofHours(1);

    /** To the top left, and everything below gone. */
    private static final String CLEAR = "\033[H\033[J";

    private final Surroundings surroundings;

    ServersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("servers", "what the balancer thinks now", "",
                List.of(new CommandSpec.Group("balancer", List.of(FaultOptions.ADMIN, WATCH, INTERVAL)),
                        new CommandSpec.Group("output", List.of(OutputOptions.JSON, OutputOptions.COLOR))),
                List.of("--watch shows the present on a terminal; elsewhere it writes what has changed, with the time,"
                        + " and with --json a document a line."), List.of(
                        new CommandSpec.Example("client-cli servers", "a row a server"),
                        new CommandSpec.Example("client-cli servers --watch", "the same, always new"),
                        new CommandSpec.Example("client-cli servers --json --admin http://127.0.0.1:8081",
                                "the same as JSON, from a named balancer")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        URI admin = FaultOptions.admin(arguments, FaultOptions.ADMIN);
        boolean json = arguments.flag(OutputOptions.JSON);
        boolean watch = arguments.flag(WATCH);
        if (arguments.isOnCommandLine(INTERVAL) && !watch) {
            arguments.mistake("--interval is about --watch (add: --watch)");
        }
        Duration interval = arguments.durationOrDefault(INTERVAL, MIN_INTERVAL, MAX_INTERVAL);
        Palette palette = OutputOptions.palette(arguments, surroundings);
        arguments.finish();
        try (ControlPlane plane = ControlPlane.open()) {
            var balancer = new Balancer(plane, admin);
            // A first look that fails is a mistake in the URL more often than a balancer that is away for a moment.
            List<ServerView> servers = surroundings.cancellation().interruptibly(balancer::servers);
            if (!watch) {
                print(json ? JsonWriter.pretty(ServersReport.json(servers)) + "\n"
                        : ServersReport.text(servers, palette));
                return ExitCode.OK;
            }
            return surroundings.cancellation().<ExitCode, UsageException>interruptibly(
                    () -> watch(balancer, interval, json, palette));
        } catch (IOException e) {
            surroundings.err().println("error: " + e.getMessage()
                    + " (is the balancer running? its admin port is --admin URL)");
            return ExitCode.PREFLIGHT_FAILED;
        } catch (InterruptedException _) {
            return ExitCode.INTERRUPTED;
        }
    }

    /** Ends by an interruption only. */
    private ExitCode watch(Balancer balancer, Duration interval, boolean json, Palette palette)
            throws InterruptedException {
        String shown = "";
        while (true) {
            String view = view(balancer, json, palette);
            if (surroundings.outIsTerminal() && !json) {
                print(CLEAR + now() + "   every " + interval.toMillis() + " ms, Ctrl-C ends it\n" + view);
            } else if (!view.equals(shown)) {
                print(json ? view : now() + "\n" + view);
            }
            shown = view;
            surroundings.sleeper().sleep(interval);
        }
    }

    private String view(Balancer balancer, boolean json, Palette palette) throws InterruptedException {
        try {
            List<ServerView> servers = balancer.servers();
            return json ? JsonWriter.compact(ServersReport.json(servers)) + "\n"
                    : ServersReport.text(servers, palette);
        } catch (IOException e) {
            return json ? "" : palette.bad("the balancer does not answer") + ": " + e.getMessage() + "\n";
        }
    }

    private String now() {
        return surroundings.wallClock().instant().toString();
    }

    private void print(String text) {
        surroundings.out().print(text);
        surroundings.out().flush();
    }
}
