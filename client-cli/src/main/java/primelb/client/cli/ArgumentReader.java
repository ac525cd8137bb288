package primelb.client.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import primelb.core.config.NearestName;

/**
 * Splits a command line into the options and the argument of one command.
 *
 * <p>{@code -c50}, {@code -c 50}, {@code --clients 50} and {@code --clients=50} are the same; options may stand
 * before and after the argument; {@code --} ends the options.
 */
public final class ArgumentReader {
    private final CommandSpec spec;
    private final List<String> mistakes = new ArrayList<>();
    private final Map<Option, List<String>> values = new HashMap<>();
    private final List<String> positional = new ArrayList<>();

    private ArgumentReader(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * Returns what the arguments and the environment say; mistakes are kept in it until
     * {@link Arguments#finish()}.
     *
     * @param foreign the options of the other commands, whose environment variables are no mistake here
     */
    public static Arguments read(CommandSpec spec, Collection<Option> foreign, List<String> args,
            Map<String, String> environment) {
        var reader = new ArgumentReader(spec);
        reader.readAll(args);
        Map<Option, List<String>> fromEnvironment = EnvironmentReader.read(spec, foreign, environment,
                reader.mistakes);
        return new Arguments(reader.values, fromEnvironment, reader.arguments(), reader.mistakes);
    }

    private void readAll(List<String> args) {
        boolean optionsEnded = false;
        for (int at = 0; at < args.size(); at++) {
            String arg = args.get(at);
            if (optionsEnded || arg.equals("-") || !arg.startsWith("-")) {
                positional.add(arg);
            } else if (arg.equals("--")) {
                optionsEnded = true;
            } else {
                Optional<String> next = at + 1 < args.size() ? Optional.of(args.get(at + 1)) : Optional.empty();
                if (readOption(arg, next)) {
                    at++;
                }
            }
        }
    }

    /** Reads one option and returns whether it took the next argument as its value. */
    private boolean readOption(String arg, Optional<String> next) {
        boolean isLong = arg.startsWith("--");
        int equals = isLong ? arg.indexOf('=') : -1;
        String written = isLong ? (equals < 0 ? arg : arg.substring(0, equals)) : arg.substring(0, 2);
        Optional<String> attached = attachedValue(arg, isLong, equals);
        Optional<Option> found = isLong ? spec.byName(written.substring(2)) : spec.byLetter(written.charAt(1));
        if (found.isEmpty()) {
            mistakes.add(unknown(written, isLong));
            // The value of an option we do not know must not be taken for the URL.
            return attached.isEmpty() && next.filter(value -> !value.startsWith("-") && !isUrl(value)).isPresent();
        }
        Option option = found.get();
        if (option.isFlag()) {
            if (attached.isPresent()) {
                mistakes.add("%s takes no value, got '%s'".formatted(written, attached.get()));
            }
            values.put(option, List.of("true"));
            return false;
        }
        if (attached.isPresent()) {
            add(option, attached.get());
            return false;
        }
        if (next.isEmpty() || isOption(next.get())) {
            mistakes.add("%s needs a value (try: %s)".formatted(written, option.example()));
            return false;
        }
        add(option, next.get());
        return true;
    }

    private static Optional<String> attachedValue(String arg, boolean isLong, int equals) {
        if (isLong) {
            return equals < 0 ? Optional.empty() : Optional.of(arg.substring(equals + 1));
        }
        return arg.length() == 2 ? Optional.empty() : Optional.of(arg.substring(2));
    }

    private void add(Option option, String value) {
        if (option.arity() == Option.Arity.SINGLE) {
            values.put(option, List.of(value));
        } else {
            values.computeIfAbsent(option, _ -> new ArrayList<>()).add(value);
        }
    }

    private boolean isOption(String arg) {
        if (arg.length() < 2 || arg.charAt(0) != '-') {
            return false;
        }
        return arg.startsWith("--")
                ? spec.byName(arg.substring(2).split("=", 2)[0]).isPresent()
                : spec.byLetter(arg.charAt(1)).isPresent();
    }

    private static boolean isUrl(String arg) {
        return arg.contains("://");
    }

    private String unknown(String written, boolean isLong) {
        Optional<String> habit = Habits.forOption(written);
        if (habit.isPresent()) {
            return "unknown option %s (%s)".formatted(written, habit.get());
        }
        Optional<String> nearest = isLong
                ? NearestName.of(written, spec.options().stream().map(Option::spelling).toList())
                : Optional.empty();
        return "unknown option %s (%s)".formatted(written, nearest.map(name -> "did you mean " + name + "?")
                .orElse("client-cli " + spec.name() + " --help lists the options"));
    }

    private List<String> arguments() {
        if (spec.takesMany()) {
            return positional;
        }
        int allowed = spec.argument().isEmpty() ? 0 : 1;
        int taken = Math.min(allowed, positional.size());
        for (String surplus : positional.subList(taken, positional.size())) {
            mistakes.add(allowed == 0
                    ? "%s takes no argument, got '%s'".formatted(spec.name(), surplus)
                    : "%s takes one %s, got '%s' as well".formatted(spec.name(), spec.argument(), surplus));
        }
        return positional.subList(0, taken);
    }
}
