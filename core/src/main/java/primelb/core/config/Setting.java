package primelb.core.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One declared setting.
 *
 * @param name the name in the environment, such as {@code LB_PORT}
 * @param option the long option, such as {@code --port}
 * @param kind what its value is, for the help; empty for a flag, which takes no value
 * @param defaultText what it is when nothing is given, if anything
 * @param description what it does, and its range
 * @param secret whether its value must not be shown
 */
record Setting(
        String name, String option, String kind, Optional<String> defaultText, String description, boolean secret) {

    static Setting of(
            String prefix, String name, String kind, String defaultText, String description, boolean secret) {
        if (!name.startsWith(prefix) || !name.matches("[A-Z][A-Z0-9_]*[A-Z0-9]")) {
            throw new IllegalArgumentException("a setting is named " + prefix + "..., got " + name);
        }
        return new Setting(name, toOption(name.substring(prefix.length())), kind,
                Optional.ofNullable(defaultText), description, secret);
    }

    boolean isFlag() {
        return kind.isEmpty();
    }

    /** Returns whether an option as it was given, such as {@code --port} or {@code --lb-port}, means this setting. */
    boolean answersTo(String given) {
        return given.equals(option) || given.equals(toOption(name));
    }

    private static String toOption(String name) {
        return "--" + name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
