package primelb.client.cli;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import primelb.core.config.NearestName;

/** Reads options from {@code CLIENT_CLI_*} variables; a repeatable option has one value a line. */
final class EnvironmentReader {
    private EnvironmentReader() {
    }

    /** Returns the values of the command's options, and adds to {@code mistakes} what cannot be meant. */
    static Map<Option, List<String>> read(CommandSpec spec, Collection<Option> foreign,
            Map<String, String> environment, List<String> mistakes) {
        Map<String, Option> known = new HashMap<>();
        foreign.forEach(option -> known.put(option.variable(), option));
        spec.options().forEach(option -> known.put(option.variable(), option));
        Map<Option, List<String>> values = new HashMap<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(Option.ENVIRONMENT_PREFIX)) {
                return;
            }
            Option option = known.get(name);
            if (option == null) {
                mistakes.add("unknown environment variable %s (%s)".formatted(name,
                        NearestName.of(name, known.keySet()).map(near -> "did you mean " + near + "?")
                                .orElse("its name is " + Option.ENVIRONMENT_PREFIX + " and an option's name")));
            } else if (spec.options().contains(option)) {
                readOne(option, value, values, mistakes);
            }
        });
        return values;
    }

    private static void readOne(Option option, String value, Map<Option, List<String>> values,
            List<String> mistakes) {
        switch (option.arity()) {
            case SINGLE -> values.put(option, List.of(value));
            case REPEATED -> values.put(option, value.lines().filter(line -> !line.isBlank()).toList());
            case FLAG -> {
                if (Stream.of("true", "1", "yes").anyMatch(value::equalsIgnoreCase)) {
                    values.put(option, List.of("true"));
                } else if (Stream.of("false", "0", "no", "").noneMatch(value::equalsIgnoreCase)) {
                    mistakes.add("%s must be true or false, got '%s'".formatted(option.variable(), value));
                }
            }
        }
    }
}
