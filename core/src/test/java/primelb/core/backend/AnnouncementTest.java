package primelb.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementTest {
    private static final BackendUrl URL = new BackendUrl("h", 8000);

    private static String refusal(String id, int maxInFlight, int weight) {
        return assertThrows(IllegalArgumentException.class, () -> new Announcement(URL, id, maxInFlight, weight))
                .getMessage();
    }

    @Test
    void aUrlAloneIsEnough() {
        assertEquals(new Announcement(URL, "h:8000", 256, 1), Announcement.of(URL));
    }

    @Test
    void theLongestHostMakesAValidId() {
        BackendUrl longest = new BackendUrl("a".repeat(BackendUrl.LONGEST_HOST), 65535);

        assertEquals(Announcement.LONGEST_ID, Announcement.of(longest).id().length());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "65536, 1000"})
    void takesBothEndsOfItsRanges(int maxInFlight, int weight) {
        assertEquals(weight, new Announcement(URL, "id", maxInFlight, weight).weight());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65537, Integer.MAX_VALUE})
    void refusesAMaxInFlightOutOfRange(int maxInFlight) {
        assertEquals("maxInFlight must be 1..65536, got " + maxInFlight, refusal("id", maxInFlight, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 1001})
    void refusesAWeightOutOfRange(int weight) {
        assertEquals("weight must be 1..1000, got " + weight, refusal("id", 1, weight));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "\u00e9", "a\u007f", "\u0000"})
    void refusesAnIdThatCannotBeShown(String id) {
        assertTrue(refusal(id, 1, 1).contains("visible ASCII"), id);
    }

    @Test
    void refusesAnIdThatIsTooLong() {
        assertEquals("a".repeat(259), new Announcement(URL, "a".repeat(259), 1, 1).id());
        assertTrue(refusal("a".repeat(260), 1, 1).contains("1..259"));
    }
}
