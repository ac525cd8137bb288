package primelb.client.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the help of the whole program and of each command, at most 80 columns wide. */
public final class HelpText {
    private static final int WIDTH = 80;
    private static final int DESCRIPTION_COLUMN = 30;

    private HelpText() {
    }

    /** Returns the help of one command, ending with examples that run. */
    public static String of(CommandSpec spec) {
        var lines = new ArrayList<String>();
        lines.add("client-cli " + spec.name() + ": " + spec.summary());
        lines.add("");
        lines.add("usage: client-cli " + spec.name() + " [options]"
                + (spec.argument().isEmpty() ? "" : " " + spec.argument()));
        for (CommandSpec.Group group : spec.groups()) {
            lines.add("");
            lines.add(group.title());
            group.options().forEach(option -> lines.addAll(row(left(option), right(option))));
        }
        for (String note : spec.notes()) {
            lines.add("");
            lines.addAll(wrapped(note, WIDTH));
        }
        lines.add("");
        lines.add("examples");
        spec.examples().forEach(example -> addExample(lines, example));
        return String.join("\n", lines) + "\n";
    }

    /**
     * Returns the help of the whole program.
     *
     * @param exitCodes what each exit code means, one a line
     */
    public static String of(List<CommandSpec> commands, List<String> exitCodes) {
        var lines = new ArrayList<String>();
        lines.add("client-cli: sends load to the balancer, measures it, and tells what happened");
        lines.add("");
        lines.add("usage: client-cli <command> [options] [URL]");
        lines.add("");
        lines.add("commands");
        commands.forEach(spec -> lines.addAll(row("  " + spec.name(), spec.summary())));
        lines.addAll(row("  help COMMAND", "the same as COMMAND --help"));
        lines.add("");
        lines.addAll(wrapped("Every long option has an environment variable: --clients 50 is "
                + Option.ENVIRONMENT_PREFIX + "CLIENTS=50; arguments win. NO_COLOR is honoured.", WIDTH));
        lines.add("");
        lines.add("exit codes");
        exitCodes.forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("examples");
        commands.forEach(spec -> addExample(lines, spec.examples().getFirst()));
        return String.join("\n", lines) + "\n";
    }

    private static void addExample(List<String> lines, CommandSpec.Example example) {
        lines.add("  # " + example.meaning());
        lines.add("  " + example.commandLine());
    }

    private static String left(Option option) {
        String letter = option.letter().map(value -> "-" + value + ", ").orElse("    ");
        return "  " + letter + option.spelling() + (option.isFlag() ? "" : " " + option.placeholder());
    }

    private static String right(Option option) {
        String repeat = option.arity() == Option.Arity.REPEATED ? " (repeatable)" : "";
        String standard = option.defaultText().isEmpty() ? "" : " (" + option.defaultText() + ")";
        return option.description() + repeat + standard;
    }

    private static List<String> row(String left, String right) {
        List<String> wrapped = wrapped(right, WIDTH - DESCRIPTION_COLUMN);
        var lines = new ArrayList<String>();
        String indent = " ".repeat(DESCRIPTION_COLUMN);
        if (left.length() + 2 > DESCRIPTION_COLUMN) {
            lines.add(left);
        } else {
            lines.add(left + " ".repeat(DESCRIPTION_COLUMN - left.length()) + wrapped.removeFirst());
        }
        wrapped.forEach(line -> lines.add(indent + line));
        return lines;
    }

    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : List.of(text.split(" "))) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines.stream().collect(Collectors.toCollection(ArrayList::new));
    }
}
