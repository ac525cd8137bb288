package primelb.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.chart.Chart;
import primelb.client.chart.ChartFile;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.cli.UsageException;
import primelb.client.page.ChartsPage;
import primelb.client.report.ResultFile;
import primelb.client.simulate.Scenario;
import primelb.client.simulate.Simulation;
import primelb.client.simulate.SimulationCharts;
import primelb.client.simulate.SimulationJson;
import primelb.client.simulate.SimulationResult;
import primelb.client.simulate.SimulationText;
import primelb.client.text.Palette;
import primelb.core.json.JsonWriter;

/** What policies make of servers and a load, in virtual time. */
final class SimulateCommand implements Command {
    private final Surroundings surroundings;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        var groups = new ArrayList<>(SimulateOptions.GROUPS);
        groups.add(new CommandSpec.Group("output", List.of(OutputOptions.OUTPUT, OutputOptions.JSON, OutputOptions.HTML,
                ReportCommand.SVG, OutputOptions.COLOR)));
        return new CommandSpec("simulate", "what policies make of servers and a load, in virtual time", "", groups,
                List.of("The balancer's own classes decide: its policies, its pool, its health checks, its retry rules."
                        + " Servers are a queue with workers. The same options and the same seed give the same bytes. Every"
                        + " policy meets the same arrivals and the same work.",
                        "queued: attempts that found no free worker; most: requests at one server at once; line:"
                        + " requests that waited at the balancer; fair: the index of Jain of the servers' shares, with the"
                        + " least and the most (1 is as much as its speed)."),
                List.of(new CommandSpec.Example("client-cli simulate --servers 10 --load 0.9",
                                "four policies with ten servers that are 90 % busy"),
                        new CommandSpec.Example("client-cli simulate --servers 1000 --load 0.9 --balancers 4 --policy all"
                                + " -n 200000", "all policies, and four balancers that do not know of each other"),
                        new CommandSpec.Example("client-cli simulate --servers 3 --speeds 1,1,4 --service pareto:1.5"
                                + " --fail 3@60s-90s:freeze --html sim.html", "unlike servers, a heavy tail and a failure")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        var options = new SimulateOptions(arguments, surroundings);
        List<String> policies = options.policies();
        Scenario scenario = options.scenario();
        Optional<Path> output = file(arguments, OutputOptions.OUTPUT);
        Optional<Path> html = file(arguments, OutputOptions.HTML);
        Optional<Path> svg = arguments.parsed(ReportCommand.SVG, name -> folder(surroundings.folder(), name));
        boolean json = arguments.flag(OutputOptions.JSON);
        Palette palette = OutputOptions.palette(arguments, surroundings);
        arguments.finish();
        var results = new ArrayList<SimulationResult>();
        for (String policy : policies) {
            if (surroundings.errIsTerminal()) {
                surroundings.err().println("simulating " + policy + " ...");
            }
            results.add(Simulation.run(scenario, policy, surroundings.cancellation()::isRequested));
            if (!results.getLast().complete()) {
                break;
            }
        }
        String document = JsonWriter.pretty(SimulationJson.of(scenario, results)) + "\n";
        String text = SimulationText.of(scenario, results, palette);
        boolean stored = store(output, html, svg, document, SimulationText.of(scenario, results, Palette.PLAIN), results);
        surroundings.out().print(json ? document : text);
        surroundings.out().flush();
        return !results.getLast().complete() ? ExitCode.INTERRUPTED : stored ? ExitCode.OK : ExitCode.INTERNAL;
    }

    private Optional<Path> file(Arguments arguments, Option option) {
        return arguments.parsed(option, name -> OutputOptions.file(surroundings.folder(), name));
    }

    private static Path folder(Path base, String name) {
        Path folder = base.resolve(name);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("must be a folder, got the file '%s'".formatted(name));
        }
        return folder;
    }

    private boolean store(Optional<Path> output, Optional<Path> html, Optional<Path> svg, String document, String text,
            List<SimulationResult> results) {
        List<Chart> charts = SimulationCharts.of(results);
        try {
            if (output.isPresent()) {
                ResultFile.write(output.get(), document);
            }
            if (html.isPresent()) {
                ResultFile.write(html.get(), ChartsPage.of("Simulation", text, charts));
            }
            if (svg.isPresent()) {
                Files.createDirectories(svg.get());
                for (Chart chart : charts) {
                    ResultFile.write(svg.get().resolve("simulated-" + chart.id() + ".svg"),
                            ChartFile.of(chart, chart.title()));
                }
            }
            return true;
        } catch (IOException e) {
            surroundings.err().println("error: the result could not be written: " + e + " (free some space, or name"
                    + " another file)");
            return false;
        }
    }
}
