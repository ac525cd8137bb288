package primelb.client.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import primelb.client.cli.Arguments;
import primelb.client.cli.CommandSpec;
import primelb.client.cli.Option;
import primelb.client.progress.ProgressMode;
import primelb.client.report.Verbosity;
import primelb.client.text.Palette;

/** The options on where the result goes and how it looks. */
final class OutputOptions {
    static final Option OUTPUT = Option.single("output", "FILE", "", "-o result.json",
            "the result as JSON (a new file here, named by command and date)").shortened('o');
    static final Option JSON = Option.flag("json", "print the result as one JSON document; no file without -o");
    static final Option CSV = Option.single("csv", "FILE", "", "--csv requests.csv", "a line a request");
    static final Option HTML = Option.single("html", "FILE", "", "--html report.html",
            "one page with charts, for a browser");
    static final Option QUIET = Option.flag("quiet", "print only whether the thresholds hold").shortened('q');
    static final Option VERBOSE = Option.flag("verbose", "print every percentile and every second").shortened('v');
    static final Option PROGRESS = Option.single("progress", "MODE", "auto", "--progress none",
            "auto, bar, lines or none; auto: bar on a terminal, lines in CI");
    static final Option COLOR = Option.single("color", "WHEN", "auto", "--color never",
            "auto, always or never; auto: on a terminal without NO_COLOR");

    static final CommandSpec.Group GROUP = new CommandSpec.Group("output", List.of(OUTPUT, JSON, CSV, HTML, QUIET, VERBOSE,
            PROGRESS, COLOR));

    /** Other tools take these where this one takes a file: too likely a habit to make a file of that name. */
    private static final Set<String> FORMAT_WORDS = Set.of("-", "csv", "json", "html");

    private OutputOptions() {
    }

    /** Returns the settings; they may only be used after {@link Arguments#finish()}. */
    static OutputSettings read(Arguments arguments, Surroundings surroundings) {
        if (arguments.flag(QUIET) && arguments.flag(VERBOSE)) {
            arguments.mistake("--quiet and --verbose exclude each other (try: only -v)");
        }
        Verbosity verbosity = arguments.flag(QUIET) ? Verbosity.QUIET
                : arguments.flag(VERBOSE) ? Verbosity.VERBOSE : Verbosity.NORMAL;
        return new OutputSettings(arguments.parsed(OUTPUT, name -> file(surroundings.folder(), name)),
                arguments.flag(JSON), arguments.parsed(CSV, name -> file(surroundings.folder(), name)),
                arguments.parsed(HTML, name -> file(surroundings.folder(), name)), verbosity,
                progress(arguments, surroundings, verbosity), palette(arguments, surroundings));
    }

    /** Returns the colours for stdout. */
    static Palette palette(Arguments arguments, Surroundings surroundings) {
        boolean wanted = surroundings.outIsTerminal() && !isDumb(surroundings)
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        SequencedMap<String, Palette> choices = new LinkedHashMap<>();
        choices.put("auto", wanted ? Palette.ANSI : Palette.PLAIN);
        choices.put("always", Palette.ANSI);
        choices.put("never", Palette.PLAIN);
        return arguments.choice(COLOR, choices);
    }

    /** A terminal that can neither colour a word nor write a line over. */
    private static boolean isDumb(Surroundings surroundings) {
        return "dumb".equals(surroundings.environment().get("TERM"));
    }

    private static ProgressMode progress(Arguments arguments, Surroundings surroundings, Verbosity verbosity) {
        boolean inCi = !surroundings.environment().getOrDefault("CI", "").isEmpty()
                && !surroundings.environment().get("CI").equalsIgnoreCase("false");
        ProgressMode fitting = verbosity == Verbosity.QUIET ? ProgressMode.NONE
                : surroundings.errIsTerminal() && !isDumb(surroundings) ? ProgressMode.BAR
                : surroundings.errIsTerminal() || inCi ? ProgressMode.LINES : ProgressMode.NONE;
        SequencedMap<String, ProgressMode> choices = new LinkedHashMap<>();
        choices.put("auto", fitting);
        choices.put("bar", ProgressMode.BAR);
        choices.put("lines", ProgressMode.LINES);
        choices.put("none", ProgressMode.NONE);
        return arguments.choice(PROGRESS, choices);
    }

    /** Checked before anything is sent: it would be a pity to learn it after four minutes of load. */
    static Path file(Path folder, String name) {
        if (FORMAT_WORDS.contains(name)) {
            throw new IllegalArgumentException("must be the name of a file, got '%s'".formatted(name));
        }
        Path file;
        try {
            file = folder.resolve(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be the name of a file, got '%s': %s".formatted(
                    name, e.getReason()), e);
        }
        Path parent = file.toAbsolutePath().getParent();
        if (name.isEmpty() || parent == null || Files.isDirectory(file)) {
            throw new IllegalArgumentException("must be the name of a file, got the folder '%s'".formatted(name));
        }
        if (!Files.isDirectory(parent)) {
            throw new IllegalArgumentException("must be in a folder that is there, got '%s' (mkdir -p %s)".formatted(
                    name, parent));
        }
        // A plain file is replaced by renaming, which asks for the folder; a device is written to.
        if (!Files.isWritable(Files.exists(file) && !Files.isRegularFile(file) ? file : parent)) {
            throw new IllegalArgumentException("must be a file that can be written, got '%s'".formatted(name));
        }
        return file;
    }
}
