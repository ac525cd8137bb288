package primelb.client.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import primelb.core.config.Durations;

/**
 * The options and the argument of one command line, read as what they mean.
 *
 * <p>A reader that finds a mistake notes it and returns the default, so that all mistakes are told at once by
 * {@link #finish()}, which must be called before anything read is used. Not for use by several threads.
 */
public final class Arguments {
    private final Map<Option, List<String>> given;
    private final Map<Option, List<String>> fromEnvironment;
    private final List<String> positional;
    private final List<String> mistakes;

    /** Reads a value; what it throws tells the person what was expected. */
    public interface Parser<T> {
        /** Returns the value meant, or throws with a message that completes "--name: …". */
        T parse(String text) throws IllegalArgumentException;
    }

    Arguments(Map<Option, List<String>> given, Map<Option, List<String>> fromEnvironment,
            List<String> positional, List<String> mistakes) {
        this.given = Map.copyOf(given);
        this.fromEnvironment = Map.copyOf(fromEnvironment);
        this.positional = List.copyOf(positional);
        this.mistakes = new ArrayList<>(mistakes);
    }

    /** Returns the first argument that is not an option. */
    public Optional<String> argument() {
        return positional.stream().findFirst();
    }

    /** Returns all arguments that are not options, in order. */
    public List<String> arguments() {
        return positional;
    }

    /** Returns whether the option stands on the command line itself. */
    public boolean isOnCommandLine(Option option) {
        return given.containsKey(option);
    }

    /** Returns whether the option is on the command line or in the environment. */
    public boolean isGiven(Option option) {
        return given.containsKey(option) || fromEnvironment.containsKey(option);
    }

    /** Returns whether the flag is set. */
    public boolean flag(Option option) {
        return isGiven(option);
    }

    /** Returns every value of a repeatable option, in order; none when it was not given. */
    public List<String> all(Option option) {
        return given.getOrDefault(option, fromEnvironment.getOrDefault(option, List.of()));
    }

    /** Returns the value that was given, without any default. */
    public Optional<String> text(Option option) {
        return all(option).stream().reduce((_, last) -> last);
    }

    /** Returns a whole number within the limits, both included; the option's default where none was given. */
    public int integerOrDefault(Option option, int min, int max) {
        return integer(option, min, max).orElseGet(() -> Integer.valueOf(option.defaultText()));
    }

    /** Returns a whole number within the limits, both included; empty where none was given. */
    public Optional<Integer> integer(Option option, int min, int max) {
        return read(option, value -> {
            int number;
            try {
                number = Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("must be a whole number %d..%d, got '%s'"
                        .formatted(min, max, value), e);
            }
            if (number < min || number > max) {
                throw new IllegalArgumentException("must be %d..%d, got %s".formatted(min, max, value));
            }
            return number;
        });
    }

    /** Returns a duration within the limits, both included; the option's default where none was given. */
    public Duration durationOrDefault(Option option, Duration min, Duration max) {
        return duration(option, min, max).orElseGet(() -> Durations.parse(option.defaultText()));
    }

    /** Returns a duration within the limits, both included; empty where none was given. */
    public Optional<Duration> duration(Option option, Duration min, Duration max) {
        return read(option, value -> {
            Duration duration;
            try {
                duration = Durations.parse(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must be a duration such as 1500ms or 2s, got '%s'"
                        .formatted(value), e);
            }
            if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                throw new IllegalArgumentException("must be %s..%s, got %s".formatted(
                        Durations.format(min), Durations.format(max), value));
            }
            return duration;
        });
    }

    /** Returns what the chosen word stands for. */
    public <T> T choice(Option option, SequencedMap<String, T> choices) {
        return read(option, value -> {
            if (!choices.containsKey(value)) {
                throw new IllegalArgumentException("must be one of %s, got '%s'".formatted(
                        String.join(", ", choices.keySet()), value));
            }
            return choices.get(value);
        }).orElseGet(() -> choices.get(option.defaultText()));
    }

    /** Returns the value as the parser reads it, or empty when it was not given or is a mistake. */
    public <T> Optional<T> parsed(Option option, Parser<T> parser) {
        return read(option, parser);
    }

    /** Returns every value as the parser reads it, without those that are mistakes. */
    public <T> List<T> parsedAll(Option option, Parser<T> parser) {
        return all(option).stream().flatMap(value -> readOne(option, value, parser).stream()).toList();
    }

    /** Notes a mistake that concerns more than one option. */
    public void mistake(String what) {
        mistakes.add(what);
    }

    /** Returns normally if there was no mistake. */
    public void finish() throws UsageException {
        if (!mistakes.isEmpty()) {
            throw new UsageException(mistakes);
        }
    }

    private <T> Optional<T> read(Option option, Parser<T> parser) {
        return text(option).flatMap(value -> readOne(option, value, parser));
    }

    private <T> Optional<T> readOne(Option option, String value, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(value));
        } catch (IllegalArgumentException e) {
            String name = isOnCommandLine(option) ? option.spelling() : option.variable();
            String hint = Habits.forValue(option, value).orElse("try: " + option.example());
            mistakes.add("%s %s (%s)".formatted(name, e.getMessage(), hint));
            return Optional.empty();
        }
    }
}
