package primelb.lb.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;

/** The latest values with their numbers. */
class RingTest {
    private final Ring<String> ring = new Ring<>(3);

    @Test
    void anEmptyOneHasNothing() {
        assertEquals(0, ring.last());
        assertEquals(new Ring.Part<>(1, List.of()), ring.after(0));
        assertEquals(0, ring.after(0).last());
    }

    @Test
    void givesWhatIsNewerInOrder() {
        List.of("a", "b").forEach(ring::add);

        assertEquals(new Ring.Part<>(1, List.of("a", "b")), ring.after(0));
        assertEquals(new Ring.Part<>(2, List.of("b")), ring.after(1));
        assertEquals(new Ring.Part<>(3, List.of()), ring.after(2));
        assertEquals(2, ring.after(2).last());
    }

    @Test
    void keepsTheLatestOnlyAndTheirNumbers() {
        List.of("a", "b", "c", "d", "e").forEach(ring::add);

        assertEquals(new Ring.Part<>(3, List.of("c", "d", "e")), ring.after(0));
        assertEquals(new Ring.Part<>(5, List.of("e")), ring.after(4));
        assertEquals(5, ring.last());
    }

    @Test
    void keepsAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> new Ring<>(0));
    }
}
