package primelb.client.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Knows what other load tools call things, so that a habit gets a hint and not silence.
 *
 * <p>The tools meant are hey, oha, wrk, ab, k6 and curl.
 */
final class Habits {
    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d+");
    private static final Pattern DURATION = Pattern.compile("\\d+(\\.\\d+)?(ms|s|m|h)");

    private static final Map<String, String> FOREIGN_OPTIONS = Map.ofEntries(
            Map.entry("-z", "the duration is -d, such as -d 30s"),
            Map.entry("-k", "keep-alive is the default; --no-keepalive turns it off"),
            Map.entry("-X", "the method is -m, such as -m POST"),
            Map.entry("--request", "the method is -m, such as -m POST"),
            Map.entry("-T", "the content type is a header: -H 'Content-Type: application/json'"),
            Map.entry("-A", "accept is a header: -H 'Accept: application/json'"),
            Map.entry("-a", "credentials are a header: -H 'Authorization: Basic ...'"),
            Map.entry("-D", "a body from a file is --body-file FILE"),
            Map.entry("-p", "a body from a file is --body-file FILE"),
            Map.entry("--data", "a body is --body TEXT"),
            Map.entry("-u", "clients are -c, such as -c 50"),
            Map.entry("--vus", "clients are -c, such as -c 50"),
            Map.entry("--concurrency", "clients are -c, such as -c 50"),
            Map.entry("--connections", "clients are -c, such as -c 50"),
            Map.entry("--threads", "clients are -c, such as -c 50"),
            Map.entry("-i", "the total of requests is -n, such as -n 500"),
            Map.entry("--iterations", "the total of requests is -n, such as -n 500"),
            Map.entry("--latency", "latencies are always printed"),
            Map.entry("--disable-keepalive", "it is called --no-keepalive here"));

    private Habits() {
    }

    /** Returns what to say to an option of another tool, as it was written, such as {@code -z}. */
    static Optional<String> forOption(String written) {
        return Optional.ofNullable(FOREIGN_OPTIONS.get(written));
    }

    /** Returns what to say to a value that fits another tool's meaning of an option of ours. */
    static Optional<String> forValue(Option option, String value) {
        return switch (option.name()) {
            case "duration" -> forDuration(value);
            case "timeout" -> PLAIN_NUMBER.matcher(value).matches()
                    ? Optional.of("-t is a timeout here and wants a unit: -t " + value + "s; clients are -c " + value)
                    : Optional.empty();
            case "clients", "requests", "requests-per-client" -> DURATION.matcher(value).matches()
                    ? Optional.of("did you mean -d " + value + "?")
                    : Optional.empty();
            case "method" -> PLAIN_NUMBER.matcher(value).matches() || DURATION.matcher(value).matches()
                    ? Optional.of("-m is the method here; did you mean -t " + withUnit(value) + "?")
                    : Optional.empty();
            case "output" -> switch (value) {
                case "csv" -> Optional.of("-o names a file; did you mean --csv FILE? (a file of that name: ./csv)");
                case "json" -> Optional.of("-o names a file; did you mean --json? (a file of that name: ./json)");
                case "html" -> Optional.of("-o names a file; did you mean --html FILE? (a file of that name: ./html)");
                case "-" -> Optional.of("-o names a file; JSON on stdout is --json");
                default -> Optional.empty();
            };
            default -> Optional.empty();
        };
    }

    private static Optional<String> forDuration(String value) {
        if (value.contains("=") || value.startsWith("{") || value.startsWith("[") || value.startsWith("@")) {
            return Optional.of("did you mean --body?");
        }
        return PLAIN_NUMBER.matcher(value).matches()
                ? Optional.of("a unit is required: -d " + value + "s")
                : Optional.empty();
    }

    private static String withUnit(String value) {
        return PLAIN_NUMBER.matcher(value).matches() ? value + "s" : value;
    }
}
