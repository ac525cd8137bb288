package primelb.client.cli;

import java.util.List;
import java.util.Optional;

/**
 * What one command takes, which is also its help.
 *
 * @param name the word that calls it
 * @param summary one line on what it does
 * @param argument the placeholder of the one argument it takes; empty where it takes none; with {@code ...} in it
 *     where it takes many
 * @param groups its options, in the order of the help
 * @param notes paragraphs shown after the options
 * @param examples complete command lines with what each does, shown last
 */
public record CommandSpec(String name, String summary, String argument, List<Group> groups, List<String> notes,
        List<Example> examples) {
    /** Options that belong together, under one heading. */
    public record Group(String title, List<Option> options) {
        /** Keeps its own copy. */
        public Group {
            options = List.copyOf(options);
        }
    }

    /** A command line that works, and what it does. */
    public record Example(String commandLine, String meaning) {
    }

    /** Keeps its own copies. */
    public CommandSpec {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
        examples = List.copyOf(examples);
    }

    /** Returns whether it takes more than one argument. */
    public boolean takesMany() {
        return argument.contains("...");
    }

    /** Returns every option, in the order of the help. */
    public List<Option> options() {
        return groups.stream().flatMap(group -> group.options().stream()).toList();
    }

    /** Returns the option of this long name. */
    public Optional<Option> byName(String longName) {
        return options().stream().filter(option -> option.name().equals(longName)).findFirst();
    }

    /** Returns the option of this short name. */
    public Optional<Option> byLetter(char letter) {
        return options().stream().filter(option -> option.letter().equals(Optional.of(letter))).findFirst();
    }
}
