package primelb.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {
    private final Counts counts = new Counts();

    @Test
    void countsByName() {
        counts.add("refused");
        counts.add("timeout");
        counts.add("refused");

        assertEquals(Map.of("refused", 2L, "timeout", 1L), counts.byName());
        assertEquals(2, counts.of("refused"));
        assertEquals(0, counts.of("never"));
        assertEquals(3, counts.total());
    }

    @Test
    void namesWithoutEndBecomeOne() {
        for (int i = 0; i < 1000; i++) {
            counts.add("name " + i);
        }
        assertTrue(counts.byName().size() <= Counts.MOST + 1);
        assertEquals(1000, counts.total());
        assertEquals(1000 - Counts.MOST, counts.of(Counts.OTHER));
    }
}
