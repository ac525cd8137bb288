package primelb.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.cli.UsageException;
import primelb.client.compare.Comparison;
import primelb.client.compare.ComparisonJson;
import primelb.client.compare.ComparisonText;
import primelb.client.compare.NotComparable;
import primelb.client.compare.Side;
import primelb.client.text.Palette;
import primelb.client.text.Printable;
import primelb.core.json.JsonWriter;

/** What distinguishes two or more conditions under which the same work was measured. */
final class CompareCommand implements Command {
    static final Option FAIL_IF_WORSE = Option.flag("fail-if-worse",
            "exit with 1 where a figure is certainly worse in B");

    private static final String AGAINST = "vs";

    private final Surroundings surroundings;

    CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("compare", "two or more results, or folders of them", "A... [vs B...]",
                List.of(new CommandSpec.Group("comparison", List.of(FAIL_IF_WORSE)),
                        new CommandSpec.Group("output", List.of(OutputOptions.JSON, OutputOptions.COLOR))),
                List.of("A and B are result files, or folders of which every .json counts. What stands before 'vs' is"
                        + " one side, what stands after it the other; without 'vs' each argument is a side, and the"
                        + " first is what the others are set against. The run is the sample: with fewer than 4 runs a"
                        + " side the figures are shown and nothing is concluded. Results of other work, or of another"
                        + " size, are refused."),
                List.of(new CommandSpec.Example("client-cli compare before after",
                                "the results in two folders"),
                        new CommandSpec.Example("client-cli compare old-*.json vs new-*.json --fail-if-worse",
                                "for a build: exit 1 where something got worse"),
                        new CommandSpec.Example("client-cli compare a.json b.json c.json --json",
                                "b with a, and c with a, as JSON")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        List<Side> sides = sides(arguments);
        boolean json = arguments.flag(OutputOptions.JSON);
        boolean failIfWorse = arguments.flag(FAIL_IF_WORSE);
        Palette palette = OutputOptions.palette(arguments, surroundings);
        arguments.finish();
        var comparisons = new ArrayList<Comparison>();
        try {
            for (Side other : sides.subList(1, sides.size())) {
                comparisons.add(Comparison.of(sides.getFirst(), other));
            }
        } catch (NotComparable e) {
            surroundings.err().println("error: " + Printable.of(e.getMessage(), 300));
            return ExitCode.USAGE;
        }
        if (json) {
            surroundings.out().println(JsonWriter.pretty(ComparisonJson.of(comparisons)));
        } else {
            surroundings.out().print(String.join("\n", comparisons.stream()
                    .map(comparison -> ComparisonText.of(comparison, palette)).toList()));
        }
        surroundings.out().flush();
        return failIfWorse && comparisons.stream().anyMatch(Comparison::isWorse) ? ExitCode.THRESHOLD_FAILED
                : ExitCode.OK;
    }

    private List<Side> sides(Arguments arguments) {
        List<String> names = arguments.arguments();
        var groups = new ArrayList<List<String>>();
        int against = names.indexOf(AGAINST);
        if (against >= 0) {
            groups.add(names.subList(0, against));
            groups.add(names.subList(against + 1, names.size()));
        } else {
            names.forEach(name -> groups.add(List.of(name)));
        }
        if (groups.size() < 2 || groups.stream().anyMatch(List::isEmpty) || groups.getLast().contains(AGAINST)) {
            arguments.mistake("two sides are needed (try: client-cli compare before.json after.json)");
            return List.of();
        }
        var seen = new HashSet<Path>();
        var sides = new ArrayList<Side>();
        for (List<String> group : groups) {
            List<String> files = group.stream().flatMap(name -> files(name, arguments).stream()).toList();
            files.stream().filter(file -> !seen.add(surroundings.folder().resolve(file).normalize())).forEach(file ->
                    arguments.mistake("%s is given twice, and a run must not be counted twice".formatted(file)));
            var results = ReportCommand.read(files, surroundings.folder(), arguments);
            if (!results.isEmpty()) {
                sides.add(new Side(String.join(" ", group), results));
            }
        }
        return sides;
    }

    /** Returns a file itself, or the results in a folder in the order of their names. */
    private List<String> files(String name, Arguments arguments) {
        try {
            Path path = surroundings.folder().resolve(name);
            if (!Files.isDirectory(path)) {
                return List.of(name);
            }
            try (Stream<Path> files = Files.list(path)) {
                List<String> results = files.filter(file -> file.getFileName().toString().endsWith(".json")).sorted()
                        .map(Path::toString).toList();
                if (results.isEmpty()) {
                    arguments.mistake("the folder %s has no .json in it".formatted(name));
                }
                return results;
            }
        } catch (IOException | InvalidPathException e) {
            arguments.mistake("cannot read %s: %s".formatted(name, e));
            return List.of();
        }
    }
}
