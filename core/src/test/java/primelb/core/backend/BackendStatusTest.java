package primelb.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The state machine as a table: every state meets every event. */
class BackendStatusTest {
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = BEFORE.plusSeconds(9);
    private static final long GENERATION = 7;

    /** Every state there is; "gone" is inactive because the server said that it goes. */
    private static final Map<String, BackendStatus> STATES = Map.of(
            "new", new BackendStatus(BackendState.NEW, GENERATION, null, false, BEFORE),
            "active", new BackendStatus(BackendState.ACTIVE, GENERATION, null, false, BEFORE),
            "inactive", new BackendStatus(BackendState.INACTIVE, GENERATION, "refused", false, BEFORE),
            "draining", new BackendStatus(BackendState.DRAINING, GENERATION, "server_down", true, BEFORE),
            "gone", new BackendStatus(BackendState.INACTIVE, GENERATION, "server_down", true, BEFORE));

    private static final Map<String, BackendEvent> EVENTS = Map.of(
            "passed", new BackendEvent.ProbesPassed(GENERATION),
            "old-passed", new BackendEvent.ProbesPassed(GENERATION - 1),
            "failed", new BackendEvent.ProbesFailed(GENERATION, "timeout"),
            "old-failed", new BackendEvent.ProbesFailed(GENERATION - 1, "timeout"),
            "request", new BackendEvent.RequestFailed(GENERATION, "reset"),
            "old-request", new BackendEvent.RequestFailed(GENERATION - 1, "reset"),
            "server_up", new BackendEvent.Registered(),
            "server_down", new BackendEvent.Deregistered(),
            "drained", new BackendEvent.Drained());

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            state    | passed | old-passed | failed             | old-failed | request        | old-request | server_up | server_down | drained
            new      | active | -          | inactive: timeout  | -          | -              | -           | -         | draining    | -
            active   | -      | -          | inactive: timeout  | -          | inactive: reset| -           | -         | draining    | -
            inactive | active | -          | (timeout)          | -          | -              | -           | -         | draining    | -
            draining | -      | -          | -                  | -          | -              | -           | inactive: registered again, not probed yet | - | gone
            gone     | -      | -          | -                  | -          | -              | -           | inactive: registered again, not probed yet | - | -
            """)
    void everyStateMeetsEveryEvent(String state, String passed, String oldPassed, String failed, String oldFailed,
            String request, String oldRequest, String serverUp, String serverDown, String drained) {
        BackendStatus before = STATES.get(state);
        check(before, "passed", passed);
        check(before, "old-passed", oldPassed);
        check(before, "failed", failed);
        check(before, "old-failed", oldFailed);
        check(before, "request", request);
        check(before, "old-request", oldRequest);
        check(before, "server_up", serverUp);
        check(before, "server_down", serverDown);
        check(before, "drained", drained);
    }

    /** Expects "-": the same object; "(why)": another reason only; "state" or "state: why": a change of state. */
    private static void check(BackendStatus before, String event, String expected) {
        BackendStatus after = before.on(EVENTS.get(event), NOW);
        String what = before + " on " + event;
        if (expected.equals("-")) {
            assertSame(before, after, what);
        } else if (expected.startsWith("(")) {
            String why = expected.substring(1, expected.length() - 1);
            assertEquals(new BackendStatus(before.state(), GENERATION, why, false, BEFORE), after, what);
        } else {
            String[] parts = expected.split(": ", 2);
            BackendStatus state = STATES.get(parts[0]);
            String why = parts.length == 2 ? parts[1] : state.reason();
            assertEquals(new BackendStatus(state.state(), GENERATION + 1, why, state.deregistered(), NOW), after, what);
        }
    }

    @Test
    void theSameReasonAgainIsNoNews() {
        BackendStatus inactive = STATES.get("inactive");

        assertSame(inactive, inactive.on(new BackendEvent.ProbesFailed(GENERATION, "refused"), NOW));
    }

    @Test
    void aFreshOneIsNewWithoutAReasonAndWantsProbes() {
        BackendStatus fresh = BackendStatus.fresh(NOW);

        assertEquals(new BackendStatus(BackendState.NEW, 0, null, false, NOW), fresh);
        assertFalse(fresh.active());
        assertTrue(fresh.wantsProbes());
    }

    @Test
    void onlyServersThatStayWantProbes() {
        STATES.forEach((name, status) ->
                assertEquals(!name.equals("draining") && !name.equals("gone"), status.wantsProbes(), name));
    }

    @Test
    void onlyActiveOnesGetTraffic() {
        STATES.forEach((name, status) -> assertEquals(name.equals("active"), status.active(), name));
    }

    @Test
    void needsAStateAndATime() {
        assertThrows(NullPointerException.class, () -> new BackendStatus(null, 0, null, false, NOW));
        assertThrows(NullPointerException.class, () -> new BackendStatus(BackendState.NEW, 0, null, false, null));
    }
}
