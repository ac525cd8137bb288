package primelb.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"1500ms, PT1.5S", "2s, PT2S", "0s, PT0S", "90s, PT90S", "5m, PT5M", "1h, PT1H", "007s, PT7S",
            "999999999999999h, PT999999999999999H"})
    void readsANumberAndAUnit(String text, Duration expected) {
        assertEquals(expected, Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "+1s", "1.5s", "1 s", " 1s", "1s ", "1S", "1sec", "1m30s", "1d", "2us",
            "9999999999999999s", "٢s"})
    void refusesAnythingElse(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Durations.parse(text)).getMessage();

        assertTrue(message.contains("such as 1500ms or 2s"), message);
    }

    @Test
    void aBareNumberIsToldWhatItMayMean() {
        assertEquals("needs a unit: 30ms, 30s, 30m or 30h",
                assertThrows(IllegalArgumentException.class, () -> Durations.parse("30")).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"PT1.5S, 1500ms", "PT0S, 0s", "PT2S, 2s", "PT90S, 90s", "PT120S, 2m", "PT3600S, 1h", "PT90M, 90m",
            "PT0.0009S, 0s"})
    void writesInTheLargestUnitThatDivides(Duration duration, String expected) {
        assertEquals(expected, Durations.format(duration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "999ms", "1s", "59s", "1m", "61m", "1h", "48h"})
    void whatIsWrittenIsReadBackEqual(String text) {
        assertEquals(text, Durations.format(Durations.parse(text)));
    }

    @Test
    void refusesToWriteANegativeDuration() {
        assertThrows(IllegalArgumentException.class, () -> Durations.format(Duration.ofMillis(-1)));
    }
}
