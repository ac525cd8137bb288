package primelb.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class IgnoredSignalsTest {
    @Test
    void readsTheMaskOfAProcessStatus() {
        assertTrue(IgnoredSignals.ignores(List.of("Name: x", "SigIgn:\t0000000000000006"), 2));
        assertFalse(IgnoredSignals.ignores(List.of("SigIgn:\t0000000000000004"), 2));
        assertFalse(IgnoredSignals.ignores(List.of("SigBlk:\t0000000000000006"), 2));
        assertTrue(IgnoredSignals.ignores(List.of("SigIgn:\tffffffffffffffff"), 64));
    }

    @Test
    void aChildCanBeInterruptedHoweverTheTestWasStarted() {
        try (ChildProcess child = ChildProcess.start(List.of("sleep", "60"), Map.of())) {
            child.signal("INT");
            assertEquals(130, child.awaitExit(Duration.ofSeconds(10)));
        }
    }
}
