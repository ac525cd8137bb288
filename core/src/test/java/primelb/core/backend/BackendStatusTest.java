package primelb.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import primelb.core.time.Moment;

/** The state machine as a table: every state meets every event. */
class BackendStatusTest {
    private static final Moment BEFORE = new Moment(Instant.parse("2026-01-01T00:00:00Z"), -7);
    private static final Moment NOW = new Moment(BEFORE.instant().plusSeconds(9), 8_999_999_993L);
    private static final long GENERATION = 7;

    /** Every state there is; "gone" is inactive because the server said that it goes, "again" came back. */
    private static final Map<String, BackendStatus> STATES = Map.of(
            "new", new BackendStatus(BackendState.NEW, GENERATION, null, false, BEFORE),
            "active", new BackendStatus(BackendState.ACTIVE, GENERATION, null, false, BEFORE),
            "inactive", new BackendStatus(BackendState.INACTIVE, GENERATION, "refused", false, BEFORE),
            "draining", new BackendStatus(BackendState.DRAINING, GENERATION, "server_down", true, BEFORE),
            "gone", new BackendStatus(BackendState.INACTIVE, GENERATION, "server_down", true, BEFORE),
            "again", new BackendStatus(BackendState.INACTIVE, GENERATION, "registered again, not probed yet", false,
                    BEFORE));

    private static final Map<String, BackendEvent> EVENTS = Map.of(
            "passed", new BackendEvent.ProbesPassed(GENERATION),
            "old-passed", new BackendEvent.ProbesPassed(GENERATION - 1),
            "failed", new BackendEvent.ProbesFailed(GENERATION, "timeout"),
            "old-failed", new BackendEvent.ProbesFailed(GENERATION - 1, "timeout"),
            "request", new BackendEvent.RequestFailed(GENERATION, "reset", true),
            "old-request", new BackendEvent.RequestFailed(GENERATION - 1, "reset", false),
            "held", new BackendEvent.HeldBack(GENERATION, "flaps"),
            "up", new BackendEvent.Registered(),
            "down", new BackendEvent.Deregistered(),
            "drained", new BackendEvent.Drained());

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            state    | passed | old-passed | failed     | old-failed | held    | request  | old-request | up    | down     | end
            new      | active | -          | x: timeout | -          | -       | -        | -           | -     | draining | -
            active   | -      | -          | x: timeout | -          | -       | x: reset | -           | -     | draining | -
            inactive | active | -          | (timeout)  | -          | (flaps) | -        | -           | -     | draining | -
            draining | -      | -          | -          | -          | -       | -        | -           | again | -        | gone
            gone     | -      | -          | -          | -          | -       | -        | -           | again | -        | -
            """)
    void everyStateMeetsEveryEvent(String state, String passed, String oldPassed, String failed, String oldFailed,
            String held, String request, String oldRequest, String up, String down, String drained) {
        BackendStatus before = STATES.get(state);
        check(before, "passed", passed);
        check(before, "old-passed", oldPassed);
        check(before, "failed", failed);
        check(before, "old-failed", oldFailed);
        check(before, "held", held);
        check(before, "request", request);
        check(before, "old-request", oldRequest);
        check(before, "up", up);
        check(before, "down", down);
        check(before, "drained", drained);
    }

    /** Expects "-": the same object; "(why)": another reason only; "x: why": inactive; else the name of a state. */
    private static void check(BackendStatus before, String event, String expected) {
        BackendStatus after = before.on(EVENTS.get(event), NOW);
        String what = before + " on " + event;
        if (expected.equals("-")) {
            assertSame(before, after, what);
        } else if (expected.startsWith("(")) {
            String why = expected.substring(1, expected.length() - 1);
            assertEquals(new BackendStatus(before.state(), GENERATION, why, false, BEFORE), after, what);
        } else {
            BackendStatus state = expected.startsWith("x: ")
                    ? new BackendStatus(BackendState.INACTIVE, 0, expected.substring(3), false, NOW)
                    : STATES.get(expected);
            assertEquals(new BackendStatus(state.state(), GENERATION + 1, state.reason(), state.deregistered(), NOW),
                    after, what);
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
    void whatAnOperatorHoldsBackStaysOutWhateverTheServerSays() {
        BackendStatus held = STATES.get("active").on(new BackendEvent.Held(), NOW);
        assertEquals(new BackendStatus(BackendState.DRAINING, GENERATION + 1, "drained by an operator", true, NOW, true), held);
        BackendStatus out = held.on(new BackendEvent.Drained(), NOW);
        assertEquals(new BackendStatus(BackendState.INACTIVE, GENERATION + 2, held.reason(), true, NOW, true), out);

        for (BackendStatus status : List.of(held, out)) {
            for (BackendEvent event : List.of(new BackendEvent.Registered(), new BackendEvent.Deregistered(),
                    new BackendEvent.LeaseEnded(), new BackendEvent.Held(),
                    new BackendEvent.ProbesPassed(status.generation()))) {
                assertSame(status, status.on(event, NOW), () -> status + " on " + event);
            }
            assertFalse(status.wantsProbes());
            assertEquals(new BackendStatus(BackendState.INACTIVE, status.generation() + 1,
                    "restored by an operator, not probed yet", false, NOW), status.on(new BackendEvent.Restored(), NOW));
        }
    }

    @Test
    void aServerThatWentByItselfCanStillBeHeldBackAndOneThatWasNotIsNotRestored() {
        BackendStatus gone = STATES.get("gone");

        assertEquals(new BackendStatus(BackendState.INACTIVE, GENERATION + 1, "drained by an operator", true, NOW, true),
                gone.on(new BackendEvent.Held(), NOW));
        STATES.forEach((name, status) -> assertSame(status, status.on(new BackendEvent.Restored(), NOW), name));
        assertThrows(IllegalArgumentException.class,
                () -> new BackendStatus(BackendState.ACTIVE, 0, null, false, NOW, true));
    }

    @Test
    void needsAStateAndATime() {
        assertThrows(NullPointerException.class, () -> new BackendStatus(null, 0, null, false, NOW));
        assertThrows(NullPointerException.class, () -> new BackendStatus(BackendState.NEW, 0, null, false, null));
    }

    @Test
    void aReplacedServerSaysByWhom() {
        BackendStatus active = BackendStatus.fresh(NOW).on(new BackendEvent.ProbesPassed(0), NOW);

        BackendStatus replaced = active.on(new BackendEvent.Replaced(new BackendUrl("other", 8000)), NOW);

        assertEquals("replaced by http://other:8000", replaced.reason());
        assertEquals("replaced by http://other:8000", replaced.on(new BackendEvent.Drained(), NOW).reason());
    }
}
