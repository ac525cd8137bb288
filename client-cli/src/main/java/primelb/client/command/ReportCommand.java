package primelb.client.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.chart.Chart;
import primelb.client.chart.ChartFile;
import primelb.client.chart.Charts;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.cli.UsageException;
import primelb.client.page.MarkdownTable;
import primelb.client.page.ReportPage;
import primelb.client.report.ResultFile;
import primelb.client.report.ResultSchema;
import primelb.client.stored.ResultReader;
import primelb.client.stored.StoredResult;
import primelb.client.stored.UnreadableResult;
import primelb.client.text.Printable;

/** A page, tables or pictures from results that were measured before. */
final class ReportCommand implements Command {
    static final Option MARKDOWN = Option.flag("markdown", "print the figures as a table for a README");
    static final Option SVG = Option.single("svg", "FOLDER", "", "--svg docs/figures",
            "each chart as a file of its own, for a README");
    static final Option SCHEMA = Option.flag("schema", "print the JSON schema of every result, and nothing else");

    /** Each may hold some megabytes, and a page has all of them. */
    private static final int MOST_FILES = 50;

    private static final int MAX_MESSAGE = 300;

    private final Surroundings surroundings;

    ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommandSpec spec() {
        return new CommandSpec("report", "HTML, Markdown or pictures from results", "FILE...",
                List.of(new CommandSpec.Group("output", List.of(OutputOptions.HTML, MARKDOWN, SVG, SCHEMA))),
                List.of("FILE is a result of run or phases, as -o or the commands themselves name it. Without --html,"
                        + " --markdown and --svg the page is named like the first file and is made here."),
                List.of(new CommandSpec.Example("client-cli report phases-20261122-070331.json",
                                "the page phases-20261122-070331.html"),
                        new CommandSpec.Example("client-cli report --markdown --svg docs/figures result.json",
                                "a table for a README, and its pictures")));
    }

    @Override
    public ExitCode run(Arguments arguments) throws UsageException {
        if (arguments.flag(SCHEMA)) {
            arguments.finish();
            surroundings.out().print(ResultSchema.text());
            surroundings.out().flush();
            return ExitCode.OK;
        }
        List<StoredResult> results = results(arguments);
        boolean markdown = arguments.flag(MARKDOWN);
        Optional<Path> svg = arguments.parsed(SVG, this::folder);
        Optional<Path> html = arguments.parsed(OutputOptions.HTML,
                name -> OutputOptions.file(surroundings.folder(), name));
        arguments.finish();
        if (html.isEmpty() && svg.isEmpty() && !markdown) {
            html = Optional.of(surroundings.folder().resolve(
                    results.getFirst().name().replaceFirst("\\.json$", "") + ".html"));
        }
        return write(results, html, svg, markdown);
    }

    private List<StoredResult> results(Arguments arguments) {
        List<String> names = arguments.arguments();
        if (names.isEmpty()) {
            arguments.mistake("a result file is missing (try: client-cli report result.json)");
        }
        if (names.size() > MOST_FILES) {
            arguments.mistake("at most %d results fit on a page, got %d".formatted(MOST_FILES, names.size()));
        }
        return read(names, surroundings.folder(), arguments);
    }

    /** Returns the results in these files; what cannot be read is noted as a mistake. */
    static List<StoredResult> read(List<String> names, Path folder, Arguments arguments) {
        var results = new ArrayList<StoredResult>();
        for (String name : names.subList(0, Math.min(names.size(), MOST_FILES))) {
            try {
                results.add(ResultReader.read(folder.resolve(name)));
            } catch (UnreadableResult e) {
                // It may quote the file, and a terminal obeys what a file may hold.
                arguments.mistake(Printable.of(e.getMessage(), MAX_MESSAGE));
            } catch (InvalidPathException e) {
                arguments.mistake("a file must have a possible name, got '%s': %s".formatted(name, e.getReason()));
            }
        }
        return results;
    }

    private Path folder(String name) {
        Path folder = surroundings.folder().resolve(name);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("must be a folder, got the file '%s'".formatted(name));
        }
        return folder;
    }

    private ExitCode write(List<StoredResult> results, Optional<Path> html, Optional<Path> svg, boolean markdown) {
        var written = new ArrayList<Path>();
        try {
            if (html.isPresent()) {
                ResultFile.write(html.get(), ReportPage.of(results));
                written.add(html.get());
            }
            if (svg.isPresent()) {
                Files.createDirectories(svg.get());
                written.addAll(pictures(results, svg.get()));
            }
        } catch (IOException e) {
            surroundings.err().println("error: the report could not be written: " + e);
            return ExitCode.INTERNAL;
        }
        if (markdown) {
            surroundings.out().print(MarkdownTable.of(results));
        } else {
            written.forEach(file -> surroundings.out().println("report: " + surroundings.shown(file)));
        }
        surroundings.out().flush();
        return ExitCode.OK;
    }

    private static List<Path> pictures(List<StoredResult> results, Path folder) throws IOException {
        var written = new ArrayList<Path>();
        for (int at = 0; at < results.size(); at++) {
            StoredResult result = results.get(at);
            for (Chart chart : Charts.of(result, "")) {
                Path file = folder.resolve((results.size() > 1 ? at + 1 + "-" : "") + chart.id() + ".svg");
                ResultFile.write(file, ChartFile.of(chart, chart.title()));
                written.add(file);
            }
        }
        return written;
    }
}
