package primelb.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads typed settings, each declared by one call, and collects every mistake until {@link #finish}.
 *
 * <p>A setting is named as in the environment, prefix included: {@code LB_PROBE_INTERVAL} is also
 * {@code --probe-interval 2s}, {@code --probe-interval=2s} and {@code --lb-probe-interval 2s}. An argument wins over
 * the environment, and a variable that is set to nothing counts as not set. After a mistake the default is returned,
 * so that the caller can go on to the next setting; only what {@link #finish} has let pass may be used.
 *
 * <p>A wrong declaration (a default outside its range, a name without the prefix or declared twice) is an
 * {@link IllegalArgumentException}. For one thread.
 */
public final class SettingsReader {

    private static final String MASK = "***";

    private final String prefix;
    private final Map<String, String> environment;
    private final Arguments arguments;
    private final boolean helpAsked;
    private final boolean versionAsked;
    private final SequencedMap<String, Setting> settings = new LinkedHashMap<>();
    private final List<String> effective = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    private SettingsReader(String prefix, Map<String, String> environment, List<String> args) {
        this.prefix = prefix;
        this.environment = Map.copyOf(environment);
        this.arguments = new Arguments(args);
        boolean longHelp = !arguments.takeFlags("--help"::equals).isEmpty();
        this.helpAsked = arguments.takeWord("-h") || longHelp;
        this.versionAsked = !arguments.takeFlags("--version"::equals).isEmpty();
    }

    /** Returns a reader of the variables that start with {@code prefix}, such as {@code LB_}, and of the arguments. */
    public static SettingsReader of(String prefix, Map<String, String> environment, List<String> args) {
        return new SettingsReader(prefix, environment, args);
    }

    /** Returns any text that is not empty. */
    public String text(String name, String defaultValue, String description) {
        return parsedAs("TEXT", name, defaultValue, text -> text, description);
    }

    /** Returns any text that is not empty, if one is given. */
    public Optional<String> optionalText(String name, String description) {
        return read(declare(name, "TEXT", null, description), text -> text);
    }

    /** Returns a text that is shown nowhere, if one is given; prefer the environment, since arguments are public. */
    public Optional<String> secretText(String name, String description) {
        return read(declare(name, "SECRET", null, description, true), text -> text);
    }

    /** Returns a whole number of {@code min..max}. */
    public int integer(String name, int defaultValue, int min, int max, String description) {
        String range = min + ".." + max;
        return parsedAs("NUMBER", name, Integer.toString(defaultValue), text -> {
            if (!text.matches("-?[0-9]{1,18}")) {
                throw new IllegalArgumentException("must be a whole number " + range);
            }
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException("must be " + range);
            }
            return (int) value;
        }, description + " (" + range + ")");
    }

    /** Returns a duration of {@code min..max}, given with a unit as {@link Durations} reads it. */
    public Duration duration(String name, String defaultValue, Duration min, Duration max, String description) {
        String range = Durations.format(min) + ".." + Durations.format(max);
        return parsedAs("DURATION", name, defaultValue, text -> {
            Duration value = Durations.parse(text);
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw new IllegalArgumentException("must be " + range);
            }
            return value;
        }, description + " (" + range + ")");
    }

    /** Returns the value of one of the given names. */
    public <T> T choice(
            String name, String defaultValue, SequencedMap<String, T> choices, String description) {
        String all = String.join(", ", choices.keySet());
        return parsedAs("NAME", name, defaultValue, text -> {
            T value = choices.get(text);
            if (value == null) {
                throw new IllegalArgumentException("must be one of " + all + NearestName.of(text, choices.keySet())
                        .map(near -> " (did you mean " + near + "?)").orElse(""));
            }
            return value;
        }, description + " (" + all + ")");
    }

    /** Returns whether the flag is given: {@code --name}, or {@code true} or {@code false} as a value. */
    public boolean flag(String name, String description) {
        return read(declare(name, "", "false", description), text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        }).orElse(false);
    }

    /** Returns what the parser makes of the text; the default goes through it too. */
    public <T> T parsed(String name, String defaultText, ThrowingParser<T> parser, String description) {
        return parsedAs("VALUE", name, defaultText, parser, description);
    }

    /** Returns what the parser makes of the text, if one is given. */
    public <T> Optional<T> optionalParsed(String name, ThrowingParser<T> parser, String description) {
        return read(declare(name, "VALUE", null, description), parser);
    }

    /**
     * Returns if every setting was valid and nothing was given that no setting was declared for.
     *
     * @throws SettingsException with all mistakes at once
     */
    public void finish() throws SettingsException {
        List<String> all = new ArrayList<>(mistakes);
        List<String> options = settings.values().stream().map(Setting::option).collect(Collectors.toList());
        options.addAll(List.of("--help", "--version"));
        for (String arg : arguments.undeclared()) {
            all.add(Arguments.isOption(arg)
                    ? "unknown option " + Shown.value(arg) + hint(arg, options)
                    : "unexpected argument " + Shown.value(arg) + " (options start with --, see --help)");
        }
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(prefix) && !settings.containsKey(name)) {
                all.add("unknown setting " + Shown.value(name) + hint(name, settings.sequencedKeySet()));
            }
        }
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
    }

    /** Returns whether {@code --help} or {@code -h} is given; then nothing else matters. */
    public boolean helpAsked() {
        return helpAsked;
    }

    /** Returns whether {@code --version} is given. */
    public boolean versionAsked() {
        return versionAsked;
    }

    /** Returns the help of all settings declared so far, many lines with a line end after the last. */
    public String help(String usageLine) {
        return HelpText.of(usageLine, prefix, List.copyOf(settings.values()));
    }

    /** Returns {@code NAME=value} of all settings declared so far on one line; secrets masked, absent ones empty. */
    public String effective() {
        return String.join(" ", effective);
    }

    private Setting declare(String name, String kind, String defaultText, String description) {
        return declare(name, kind, defaultText, description, false);
    }

    private Setting declare(String name, String kind, String defaultText, String description, boolean secret) {
        Setting setting = Setting.of(prefix, name, kind, defaultText, description, secret);
        if (settings.putIfAbsent(name, setting) != null) {
            throw new IllegalArgumentException(name + " is declared twice");
        }
        return setting;
    }

    private <T> T parsedAs(
            String kind, String name, String defaultText, ThrowingParser<T> parser, String description) {
        Setting setting = declare(name, kind, defaultText, description);
        return read(setting, parser).orElseThrow();
    }

    private <T> Optional<T> read(Setting setting, ThrowingParser<T> parser) {
        Optional<T> standard = setting.defaultText().map(text -> parseDefault(setting, text, parser));
        Optional<Source> source = find(setting);
        Optional<String> shown = source.map(Source::text).or(setting::defaultText);
        effective.add(setting.name() + "=" + shown.map(text -> setting.secret() ? MASK : Shown.value(text)).orElse(""));
        if (source.isEmpty()) {
            return standard;
        }
        try {
            return Optional.of(parser.parse(source.get().text()));
        } catch (Exception e) {
            // No secret can be here: any text is a valid one.
            mistakes.add(source.get().label() + " " + problem(e) + ", got " + Shown.value(source.get().text()));
            return standard;
        }
    }

    private static <T> T parseDefault(Setting setting, String text, ThrowingParser<T> parser) {
        try {
            return parser.parse(text);
        } catch (Exception e) {
            throw new IllegalArgumentException("the default of " + setting.name() + " " + problem(e), e);
        }
    }

    private static String problem(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), "is not valid");
    }

    /**
     * Where the value of a setting comes from.
     *
     * @param label the name by which it was given
     * @param text what was given, not empty
     */
    private record Source(String label, String text) {}

    private Optional<Source> find(Setting setting) {
        List<Arguments.Given> given = setting.isFlag()
                ? arguments.takeFlags(setting::answersTo)
                : arguments.takeValued(setting::answersTo);
        if (given.isEmpty()) {
            return Optional.ofNullable(environment.get(setting.name()))
                    .filter(text -> !text.isEmpty())
                    .map(text -> new Source(setting.name(), text));
        }
        if (given.size() > 1) {
            mistakes.add(setting.option() + " is given " + given.size() + " times");
            return Optional.empty();
        }
        String label = given.getFirst().name();
        String text = given.getFirst().value().orElse(setting.isFlag() ? "true" : "");
        if (text.isEmpty()) {
            mistakes.add(label + " needs a value: " + (setting.isFlag() ? "true or false" : setting.kind())
                    + ", " + setting.description());
            return Optional.empty();
        }
        return Optional.of(new Source(label, text));
    }

    private static String hint(String given, Collection<String> known) {
        return NearestName.of(given, known).map(name -> " (did you mean " + name + "?)").orElse(" (see --help)");
    }
}
