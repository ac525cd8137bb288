package primelb.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static SettingsReader arguments(String... args) {
        return SettingsReader.of("LB_", Map.of(), List.of(args));
    }

    private static SettingsReader environment(String name, String value) {
        return SettingsReader.of("LB_", Map.of(name, value), List.of());
    }

    private static int port(SettingsReader reader) {
        return reader.integer("LB_PORT", 8080, 0, 65_535, "where traffic comes in");
    }

    private static Duration interval(SettingsReader reader) {
        return reader.duration("LB_PROBE_INTERVAL", "2s", SECOND, HOUR, "time between two probes");
    }

    private static SequencedMap<String, Integer> policies() {
        SequencedMap<String, Integer> policies = new LinkedHashMap<>();
        policies.put("round-robin", 1);
        policies.put("least-in-flight", 2);
        return policies;
    }

    private static List<String> mistakes(SettingsReader reader) {
        return assertThrows(SettingsException.class, reader::finish).mistakes();
    }

    @Test
    void defaultsHoldWhereNothingIsGiven() throws Exception {
        SettingsReader reader = arguments();

        assertEquals(8080, port(reader));
        assertEquals(Duration.ofSeconds(2), interval(reader));
        assertEquals("127.0.0.1", reader.text("LB_HOST", "127.0.0.1", "address"));
        assertEquals(2, reader.choice("LB_POLICY", "least-in-flight", policies(), "how to choose"));
        assertEquals(Optional.empty(), reader.optionalText("LB_STATE_FILE", "where to remember servers"));
        assertEquals(Optional.empty(), reader.secretText("LB_TOKEN", "who may register"));
        assertEquals(Optional.empty(), reader.optionalParsed("LB_SELF", URI::create, "own address"));
        assertFalse(reader.flag("LB_VERBOSE", "say more"));
        reader.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--probe-interval 5s", "--probe-interval=5s", "--lb-probe-interval 5s",
            "--lb-probe-interval=5s"})
    void anArgumentIsSpelledInFourWays(String line) throws Exception {
        SettingsReader reader = arguments(line.split(" "));

        assertEquals(Duration.ofSeconds(5), interval(reader));
        reader.finish();
    }

    @Test
    void argumentsWinOverTheEnvironment() throws Exception {
        SettingsReader reader = SettingsReader.of("LB_", Map.of("LB_PORT", "1"), List.of("--port", "2"));

        assertEquals(2, port(reader));
        reader.finish();
    }

    @Test
    void readsTheEnvironmentAndIgnoresOtherPrograms() throws Exception {
        SettingsReader reader = SettingsReader.of("LB_", Map.of("LB_PORT", "1", "HOME", "/root"), List.of());

        assertEquals(1, port(reader));
        reader.finish();
    }

    @Test
    void aVariableSetToNothingIsNotSet() throws Exception {
        SettingsReader reader = environment("LB_PORT", "");

        assertEquals(8080, port(reader));
        reader.finish();
    }

    @Test
    void readsChoicesFlagsTextsAndParsedValues() throws Exception {
        SettingsReader reader = arguments("--policy", "round-robin", "--verbose", "--state-file", "-",
                "--token=--odd=token", "--self", "http://lb");

        assertTrue(reader.flag("LB_VERBOSE", "say more"));
        assertEquals(1, reader.choice("LB_POLICY", "least-in-flight", policies(), "how to choose"));
        assertEquals(Optional.of("-"), reader.optionalText("LB_STATE_FILE", "where to remember servers"));
        assertEquals(Optional.of("--odd=token"), reader.secretText("LB_TOKEN", "who may register"));
        assertEquals(URI.create("http://lb"), reader.parsed("LB_SELF", "http://h", URI::create, "own address"));
        reader.finish();
    }

    @Test
    void aFlagMayBeSwitchedOffWithAValue() throws Exception {
        SettingsReader reader = SettingsReader.of("LB_", Map.of("LB_VERBOSE", "true"), List.of("--verbose=false"));

        assertFalse(reader.flag("LB_VERBOSE", "say more"));
        reader.finish();
    }

    @Test
    void aFlagTakesNoOtherValue() {
        SettingsReader reader = arguments("--verbose=maybe", "--quiet=");
        reader.flag("LB_VERBOSE", "say more");
        reader.flag("LB_QUIET", "say less");

        assertEquals(List.of(
                        "--verbose must be true or false, got maybe",
                        "--quiet needs a value: true or false, say less"),
                mistakes(reader));
    }

    @Test
    void missingUnknownAndInvalidAreToldApart() {
        SettingsReader reader = arguments("--prot", "1", "--probe-interval", "--port", "x");
        port(reader);
        interval(reader);

        assertEquals(List.of(
                        "--port must be a whole number 0..65535, got x",
                        "--probe-interval needs a value: DURATION, time between two probes (1s..1h)",
                        "unknown option --prot (did you mean --port?)"),
                mistakes(reader));
    }

    @Test
    void anOptionIsNeverTheValueOfAnother() {
        SettingsReader reader = arguments("--host", "--port", "1");
        reader.text("LB_HOST", "127.0.0.1", "address");

        assertEquals(1, port(reader));
        assertEquals(List.of("--host needs a value: TEXT, address"), mistakes(reader));
    }

    @Test
    void allMistakesAreToldAtOnceAndNameTheirSource() {
        SettingsReader reader = SettingsReader.of("LB_",
                Map.of("LB_PORT", "70000", "LB_PROBE_INTERVAL", "2", "LB_POLICI", "x"),
                List.of("--policy", "round robin"));

        assertEquals(8080, port(reader));
        assertEquals(Duration.ofSeconds(2), interval(reader));
        assertEquals(2, reader.choice("LB_POLICY", "least-in-flight", policies(), "how to choose"));
        SettingsException thrown = assertThrows(SettingsException.class, reader::finish);

        assertEquals(List.of(
                        "LB_PORT must be 0..65535, got 70000",
                        "LB_PROBE_INTERVAL needs a unit: 2ms, 2s, 2m or 2h, got 2",
                        "--policy must be one of round-robin, least-in-flight (did you mean round-robin?), got \"round robin\"",
                        "unknown setting LB_POLICI (did you mean LB_POLICY?)"),
                thrown.mistakes());
        assertEquals(String.join("\n", thrown.mistakes()), thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "65536", "99999999999999999999", "1.0", "0x10", " 1", "٣"})
    void refusesWhatIsNoPort(String text) {
        SettingsReader reader = arguments("--port=" + text);
        port(reader);

        assertEquals(1, mistakes(reader).size());
    }

    @Test
    void durationsKeepToTheirRange() {
        SettingsReader reader = arguments("--probe-interval", "999ms");
        interval(reader);

        assertEquals(List.of("--probe-interval must be 1s..1h, got 999ms"), mistakes(reader));
    }

    @Test
    void theSameOptionTwiceIsAMistakeInAnySpelling() {
        SettingsReader reader = arguments("--port", "1", "--lb-port=2");

        assertEquals(8080, port(reader));
        assertEquals(List.of("--port is given 2 times"), mistakes(reader));
    }

    @Test
    void aNameLikeNoOtherGetsNoWildGuess() {
        SettingsReader reader = arguments("--zzzzzzzzzzzz=1", "word", "--qqqqqqqqqqqq", "its-value");
        port(reader);

        assertEquals(List.of(
                        "unknown option --zzzzzzzzzzzz (see --help)",
                        "unexpected argument word (options start with --, see --help)",
                        "unknown option --qqqqqqqqqqqq (see --help)"),
                mistakes(reader));
    }

    @Test
    void wordsThatBelongToNoOptionAreMistakes() {
        SettingsReader reader = arguments("start", "--verbose", "now", "--port", "1", "2");
        port(reader);
        reader.flag("LB_VERBOSE", "say more");

        assertEquals(List.of(
                        "unexpected argument start (options start with --, see --help)",
                        "unexpected argument now (options start with --, see --help)",
                        "unexpected argument 2 (options start with --, see --help)"),
                mistakes(reader));
    }

    @Test
    void aParserThatFailsIsAMistakeWithItsMessage() {
        SettingsReader reader = arguments("--self", "x y");
        reader.optionalParsed("LB_SELF", text -> {
            throw new java.io.IOException("must be an http URL");
        }, "own address");

        assertEquals(List.of("--self must be an http URL, got \"x y\""), mistakes(reader));
    }

    @Test
    void aParserWithoutAMessageStillGivesASentence() {
        SettingsReader reader = arguments("--self", "x");
        reader.optionalParsed("LB_SELF", text -> {
            throw new IllegalStateException();
        }, "own address");

        assertEquals(List.of("--self is not valid, got x"), mistakes(reader));
    }

    @Test
    void noMessageShowsASecret() {
        SettingsReader reader = arguments("--token", "hunter2", "--token", "hunter3");
        reader.secretText("LB_TOKEN", "who may register");

        assertFalse(mistakes(reader).toString().contains("hunter"));
        assertEquals("LB_TOKEN=", reader.effective());
    }

    @Test
    void effectiveIsOneLineWithSecretsMasked() {
        SettingsReader reader = arguments("--token", "hunter2", "--host", "a b", "--port", "1");
        port(reader);
        interval(reader);
        reader.text("LB_HOST", "127.0.0.1", "address");
        reader.secretText("LB_TOKEN", "who may register");
        reader.optionalText("LB_STATE_FILE", "where to remember servers");

        assertEquals("LB_PORT=1 LB_PROBE_INTERVAL=2s LB_HOST=\"a b\" LB_TOKEN=*** LB_STATE_FILE=",
                reader.effective());
    }

    @Test
    void nothingFromOutsideCanForgeALineOfTheLog() {
        SettingsReader reader = environment("LB_HOST", "a\nLB_TOKEN=x\u001B[2J" + "y".repeat(1000));
        reader.text("LB_HOST", "127.0.0.1", "address");

        assertTrue(reader.effective().matches("LB_HOST=a\\?LB_TOKEN=x\\?\\[2Jy{184}\\.\\.\\."), reader.effective());
    }

    @Test
    void helpIsARowForEachSettingInTheirOrder() {
        SettingsReader reader = arguments("-h");
        port(reader);
        interval(reader);
        reader.secretText("LB_TOKEN", "who may register");
        reader.flag("LB_VERBOSE", "say more");

        assertTrue(reader.helpAsked());
        assertEquals("""
                usage: java -jar lb-app.jar [options]

                  --port NUMBER               LB_PORT             default 8080    where traffic comes in (0..65535)
                  --probe-interval DURATION   LB_PROBE_INTERVAL   default 2s      time between two probes (1s..1h)
                  --token SECRET              LB_TOKEN            no default      who may register
                  --verbose                   LB_VERBOSE          default false   say more

                  --help, -h   prints this
                  --version    prints the version

                Each is an option or a variable of the environment (LB_...); options win. \
                Durations carry a unit: ms, s, m or h.
                """, reader.help("usage: java -jar lb-app.jar [options]"));
    }

    @Test
    void helpAndVersionAreRecognisedAnywhere() throws Exception {
        for (String asked : List.of("--help", "-h")) {
            SettingsReader reader = arguments("--verbose", asked);
            reader.flag("LB_VERBOSE", "say more");
            assertTrue(reader.helpAsked());
            reader.finish();
        }
        assertTrue(arguments("--version").versionAsked());
        assertFalse(arguments().helpAsked() || arguments().versionAsked());
    }

    @Test
    void wrongDeclarationsAreMistakesOfTheProgram() {
        SettingsReader reader = arguments();
        port(reader);

        assertThrows(IllegalArgumentException.class, () -> port(reader));
        assertThrows(IllegalArgumentException.class, () -> reader.text("PORT2", "x", "no prefix"));
        assertThrows(IllegalArgumentException.class, () -> reader.integer("LB_N", 0, 1, 2, "default not in range"));
        assertThrows(IllegalArgumentException.class,
                () -> reader.choice("LB_CHOICE", "none", policies(), "default not a choice"));
    }

    @Test
    void theNearestNameIsTheOneWithTheFewestEdits() {
        List<String> names = Arrays.asList("LB_PORT", "LB_ADMIN_PORT", "LB_POLICY");

        assertEquals(0, NearestName.distance("same", "same"));
        assertEquals(3, NearestName.distance("kitten", "sitting"));
        assertEquals(4, NearestName.distance("", "four"));
        assertEquals(Optional.of("LB_ADMIN_PORT"), NearestName.of("LB_ADMINPORT", names));
        assertEquals(Optional.empty(), NearestName.of("LB_SOMETHING_ELSE", names));
    }
}
