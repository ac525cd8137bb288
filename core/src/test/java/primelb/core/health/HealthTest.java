package primelb.core.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {
    /** Feeds passes (P) and failures (F), and returns what it counts as after each: up (u) or down (d). */
    private static String after(Health start, String results, int rise, int fall) {
        Thresholds thresholds = new Thresholds(rise, fall);
        StringBuilder states = new StringBuilder();
        Health health = start;
        for (char result : results.toCharArray()) {
            health = health.observe(result == 'P', thresholds);
            states.append(health.passing() ? 'u' : 'd');
        }
        return states.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "FPFPF,      1, 3, uuuuu",
        "FFPFF,      1, 3, uuuuu",
        "FFF,        1, 3, uud",
        "FFFPFFF,    1, 3, uuduuud",
        "FFFPP,      2, 3, uuddu",
        "FFFPFPP,    2, 3, uuddddu",
        "F,          1, 1, d",
        "FPFP,       1, 1, dudu",
    })
    void onlyResultsInARowFlipIt(String results, int rise, int fall, String expected) {
        assertEquals(expected, after(Health.up(), results, rise, fall));
    }

    @Test
    void aBackendThatIsDownNeedsItsRise() {
        assertEquals("dddddu", after(Health.down(), "PPFPPP", 3, 1));
        assertEquals("u", after(Health.down(), "P", 1, 3));
    }

    @Test
    void aResultThatAgreesClearsWhatWasAgainst() {
        Thresholds thresholds = new Thresholds(1, 3);

        Health shaken = Health.up().observe(false, thresholds).observe(false, thresholds);

        assertEquals(new Health(true, 2), shaken);
        assertEquals(Health.up(), shaken.observe(true, thresholds));
    }

    @Test
    void thresholdsAreAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(1, 0));
    }
}
