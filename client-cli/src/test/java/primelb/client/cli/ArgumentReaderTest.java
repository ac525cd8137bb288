package primelb.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentReaderTest {
    private static final Option CLIENTS = Option.single("clients", "N", "50", "-c 50", "clients").shortened('c');
    private static final Option DURATION = Option.single("duration", "TIME", "", "-d 30s", "time").shortened('d');
    private static final Option TIMEOUT = Option.single("timeout", "TIME", "60s", "-t 60s", "time").shortened('t');
    private static final Option METHOD = Option.single("method", "M", "", "-m POST", "method").shortened('m');
    private static final Option HEADER = Option.repeated("header", "'K: V'", "-H 'A: b'", "field").shortened('H');
    private static final Option QUIET = Option.flag("quiet", "quiet").shortened('q');
    private static final Option FOREIGN = Option.single("container", "NAME", "", "--container x", "of another command");
    private static final CommandSpec SPEC = new CommandSpec("run", "runs", "URL", List.of(new CommandSpec.Group("all",
            List.of(CLIENTS, DURATION, TIMEOUT, METHOD, HEADER, QUIET))), List.of(), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"-c7", "-c 7", "--clients 7", "--clients=7", "-c 5 -c 7"})
    void anOptionCanBeWrittenInEveryUsualWay(String line) throws UsageException {
        Arguments arguments = read(line.split(" "));
        assertEquals(7, arguments.integerOrDefault(CLIENTS, 1, 100));
        arguments.finish();
    }

    @Test
    void optionsStandBeforeAndAfterTheArgument() throws UsageException {
        Arguments arguments = read("-q", "http://x/", "-H", "A: 1", "-HB: 2");
        assertEquals(Optional.of("http://x/"), arguments.argument());
        assertEquals(List.of("A: 1", "B: 2"), arguments.all(HEADER));
        assertTrue(arguments.flag(QUIET));
        arguments.finish();
    }

    @Test
    void afterTwoDashesNothingIsAnOption() throws UsageException {
        Arguments arguments = read("--", "-q");
        assertEquals(Optional.of("-q"), arguments.argument());
        arguments.finish();
    }

    @Test
    void whatIsNotGivenHasItsDefault() throws UsageException {
        Arguments arguments = read();
        assertEquals(50, arguments.integerOrDefault(CLIENTS, 1, 100));
        assertEquals(Duration.ofMinutes(1), arguments.durationOrDefault(TIMEOUT, Duration.ZERO, Duration.ofHours(1)));
        assertEquals(Optional.empty(), arguments.text(METHOD));
        arguments.finish();
    }

    @Test
    void theEnvironmentGivesOptionsAndArgumentsWin() throws UsageException {
        Map<String, String> environment = Map.of("CLIENT_CLI_CLIENTS", "8", "CLIENT_CLI_HEADER", "A: 1\nB: 2\n",
                "CLIENT_CLI_QUIET", "TRUE", "CLIENT_CLI_CONTAINER", "x", "PATH", "/bin");
        Arguments arguments = read(environment);
        assertEquals(8, arguments.integerOrDefault(CLIENTS, 1, 100));
        assertEquals(List.of("A: 1", "B: 2"), arguments.all(HEADER));
        assertTrue(arguments.flag(QUIET));
        arguments.finish();
        assertEquals(9, read(environment, "-c9").integerOrDefault(CLIENTS, 1, 100));
    }

    @Test
    void anUnknownVariableIsAMistakeAndTheNearestIsNamed() {
        assertEquals(List.of("unknown environment variable CLIENT_CLI_CLIENT (did you mean CLIENT_CLI_CLIENTS?)",
                "CLIENT_CLI_QUIET must be true or false, got 'maybe'"),
                mistakes(read(Map.of("CLIENT_CLI_CLIENT", "8", "CLIENT_CLI_QUIET", "maybe"))));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertEquals(List.of("unknown option --clinets (did you mean --clients?)",
                "-q takes no value, got '5'", "--timeout needs a value (try: -t 60s)",
                "run takes one URL, got 'http://b/' as well"),
                mistakes(read("--clinets", "3", "-q5", "--timeout", "-q", "http://a/", "http://b/")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | --clients must be 1..100, got 0 (try: -c 50)",
        "101 | --clients must be 1..100, got 101 (try: -c 50)",
        "many | --clients must be a whole number 1..100, got 'many' (try: -c 50)",
        "99999999999 | --clients must be a whole number 1..100, got '99999999999' (try: -c 50)",
        "30s | --clients must be a whole number 1..100, got '30s' (did you mean -d 30s?)"})
    void aBadNumberIsToldWithItsLimitsAndAnExample(String value, String message) {
        Arguments arguments = read("-c", value);
        arguments.integerOrDefault(CLIENTS, 1, 100);
        assertEquals(List.of(message), mistakes(arguments));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-z 30s | unknown option -z (the duration is -d, such as -d 30s)",
        "-X POST | unknown option -X (the method is -m, such as -m POST)",
        "-k | unknown option -k (keep-alive is the default; --no-keepalive turns it off)",
        "--vus 5 | unknown option --vus (clients are -c, such as -c 50)",
        "-y | unknown option -y (client-cli run --help lists the options)"})
    void aHabitFromAnotherToolGetsAHint(String line, String message) {
        assertEquals(List.of(message), mistakes(read(line.split(" "))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a=b | must be a duration such as 1500ms or 2s, got 'a=b' (did you mean --body?)",
        "30 | must be a duration such as 1500ms or 2s, got '30' (a unit is required: -d 30s)",
        "soon | must be a duration such as 1500ms or 2s, got 'soon' (try: -d 30s)",
        "2h | must be 1ms..1h, got 2h (try: -d 30s)"})
    void aBadDurationGetsAHint(String value, String message) {
        Arguments arguments = read("-d", value);
        assertTrue(arguments.duration(DURATION, Duration.ofMillis(1), Duration.ofHours(1)).isEmpty());
        assertEquals(List.of("--duration " + message), mistakes(arguments));
    }

    @Test
    void aNumberOfThreadsGivenAsATimeoutGetsAHint() {
        Arguments arguments = read("-t", "4");
        arguments.durationOrDefault(TIMEOUT, Duration.ofMillis(1), Duration.ofHours(1));
        assertEquals(List.of("--timeout must be a duration such as 1500ms or 2s, got '4' (-t is a timeout here and "
                + "wants a unit: -t 4s; clients are -c 4)"), mistakes(arguments));
    }

    private static Arguments read(String... args) {
        return read(Map.of(), args);
    }

    private static Arguments read(Map<String, String> environment, String... args) {
        return ArgumentReader.read(SPEC, List.of(FOREIGN), List.of(args), environment);
    }

    private static List<String> mistakes(Arguments arguments) {
        return assertThrows(UsageException.class, arguments::finish).mistakes();
    }
}
