package primelb.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A command line of long options: {@code --name value}, {@code --name=value} and {@code --flag}.
 *
 * <p>What starts with two dashes is always an option, never a value ({@code --name=--value} is the way to say that).
 * Which words are values is known only when the options are declared, so they are taken one by one and the rest is
 * what nobody declared. For one thread.
 */
final class Arguments {

    /**
     * One option as it was given.
     *
     * @param name the option with its dashes, such as {@code --port}
     * @param value what followed it, if anything did
     */
    record Given(String name, Optional<String> value) {}

    private final List<String> rest;

    Arguments(List<String> args) {
        this.rest = new ArrayList<>(args);
    }

    /** Takes every option of those names with its value; a word after it is its value. */
    List<Given> takeValued(Predicate<String> names) {
        return take(names, true);
    }

    /** Takes every option of those names; a word after it is not its value. */
    List<Given> takeFlags(Predicate<String> names) {
        return take(names, false);
    }

    /** Takes one bare word such as {@code -h}, wherever it is, and returns whether it was there. */
    boolean takeWord(String word) {
        return rest.removeIf(word::equals);
    }

    /** Returns what is left: options that nobody declared, each without its presumable value, and other words. */
    List<String> undeclared() {
        List<String> names = new ArrayList<>();
        boolean afterOption = false;
        for (String arg : rest) {
            boolean option = isOption(arg);
            if (option || !afterOption) {
                names.add(option ? nameOf(arg) : arg);
            }
            afterOption = option && arg.indexOf('=') < 0;
        }
        return names;
    }

    static boolean isOption(String arg) {
        return arg.startsWith("--") && arg.length() > 2;
    }

    private List<Given> take(Predicate<String> names, boolean valued) {
        List<Given> taken = new ArrayList<>();
        int i = 0;
        while (i < rest.size()) {
            String arg = rest.get(i);
            if (!isOption(arg) || !names.test(nameOf(arg))) {
                i++;
                continue;
            }
            rest.remove(i);
            int equals = arg.indexOf('=');
            if (equals >= 0) {
                taken.add(new Given(nameOf(arg), Optional.of(arg.substring(equals + 1))));
            } else if (valued && i < rest.size() && !isOption(rest.get(i))) {
                taken.add(new Given(arg, Optional.of(rest.remove(i))));
            } else {
                taken.add(new Given(arg, Optional.empty()));
            }
        }
        return taken;
    }

    private static String nameOf(String arg) {
        int equals = arg.indexOf('=');
        return equals < 0 ? arg : arg.substring(0, equals);
    }
}
