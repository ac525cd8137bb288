package primelb.client.cli;

import java.util.Locale;
import java.util.Optional;

/**
 * One option of a command, as it is written, read, and explained.
 *
 * @param name the long name without dashes, lower case words joined by dashes
 * @param letter the short name, where there is one
 * @param arity whether it takes a value, and how often it may be given
 * @param placeholder what stands for the value in the help; empty for a flag
 * @param defaultText the value that holds when it is not given; empty where there is none
 * @param example a complete use that works, shown with a mistake
 * @param description one line for the help
 */
public record Option(String name, Optional<Character> letter, Arity arity, String placeholder, String defaultText,
        String example, String description) {
    /** What begins the name of every environment variable this program reads. */
    public static final String ENVIRONMENT_PREFIX = "CLIENT_CLI_";

    /** How many values an option takes. */
    public enum Arity {
        /** No value: it is there or it is not. */
        FLAG,
        /** One value; the last one given holds. */
        SINGLE,
        /** Any number of values, all of which hold. */
        REPEATED
    }

    /** Returns a flag without a short name. */
    public static Option flag(String name, String description) {
        return new Option(name, Optional.empty(), Arity.FLAG, "", "", "--" + name, description);
    }

    /** Returns an option with one value and no short name. */
    public static Option single(String name, String placeholder, String defaultText, String example,
            String description) {
        return new Option(name, Optional.empty(), Arity.SINGLE, placeholder, defaultText, example, description);
    }

    /** Returns an option that may be given many times, without a short name. */
    public static Option repeated(String name, String placeholder, String example, String description) {
        return new Option(name, Optional.empty(), Arity.REPEATED, placeholder, "", example, description);
    }

    /** Returns the same option with a short name. */
    public Option shortened(char newLetter) {
        return new Option(name, Optional.of(newLetter), arity, placeholder, defaultText, example, description);
    }

    /** Returns whether it stands alone. */
    public boolean isFlag() {
        return arity == Arity.FLAG;
    }

    /** Returns the long spelling, such as {@code --clients}. */
    public String spelling() {
        return "--" + name;
    }

    /** Returns the name of the environment variable that gives the same, such as {@code CLIENT_CLI_CLIENTS}. */
    public String variable() {
        return ENVIRONMENT_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
