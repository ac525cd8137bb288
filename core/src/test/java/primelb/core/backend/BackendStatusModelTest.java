package primelb.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.time.Moment;

/** Random histories with probes and requests that end in any order, also long after the state has changed. */
class BackendStatusModelTest {
    private static final int STEPS = 20_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** What may still end, and what it found when it began. */
    private record Open(boolean probe, long generation) {
    }

    private final List<Open> open = new ArrayList<>();
    private BackendStatus status = BackendStatus.fresh(at(0));
    private int late;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260101, -7})
    void keepsItsPromisesInEveryHistory(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<BackendState> seen = EnumSet.of(status.state());
        for (int step = 0; step < STEPS; step++) {
            begin(random);
            BackendEvent event = event(random);
            BackendStatus before = status;
            BackendStatus after = before.on(event, at(1 + step));
            String where = seed + " at " + step;
            checkStep(before, event, after, () -> where + ": " + before + " on " + event + " -> " + after);
            seen.add(after.state());
            status = after;
        }
        assertEquals(EnumSet.allOf(BackendState.class), EnumSet.copyOf(seen));
        assertTrue(late > STEPS / 100, "too few late results to mean anything: " + late);
    }

    private static Moment at(long millis) {
        return new Moment(START.plusMillis(millis), millis * 1_000_000);
    }

    private void begin(SplittableRandom random) {
        if (open.size() < 20 && random.nextInt(2) == 0) {
            open.add(new Open(random.nextBoolean(), status.generation()));
        }
    }

    private BackendEvent event(SplittableRandom random) {
        int choice = random.nextInt(100);
        if (choice < 4) {
            return switch (random.nextInt(3)) {
                case 0 -> new BackendEvent.Deregistered();
                case 1 -> new BackendEvent.LeaseEnded();
                default -> new BackendEvent.Held();
            };
        }
        if (choice < 14) {
            return random.nextInt(4) == 0 ? new BackendEvent.Restored() : new BackendEvent.Registered();
        }
        if (choice < 24 || open.isEmpty()) {
            return new BackendEvent.Drained();
        }
        Open ending = open.remove(random.nextInt(open.size()));
        if (!ending.probe()) {
            return new BackendEvent.RequestFailed(ending.generation(), "reset", random.nextBoolean());
        }
        return switch (random.nextInt(4)) {
            case 0 -> new BackendEvent.ProbesFailed(ending.generation(), "why " + random.nextInt(3));
            case 1 -> new BackendEvent.HeldBack(ending.generation(), "held back");
            default -> new BackendEvent.ProbesPassed(ending.generation());
        };
    }

    private void checkStep(BackendStatus before, BackendEvent event, BackendStatus after,
            Supplier<String> what) {
        if (startedIn(event) < before.generation()) {
            late++;
            assertSame(before, after, what);
        }
        boolean changed = before.state() != after.state() || before.deregistered() != after.deregistered()
                || before.held() != after.held();
        assertEquals(before.generation() + (changed ? 1 : 0), after.generation(), what);
        assertEquals(changed, !before.since().equals(after.since()), what);
        if (changed && after.active()) {
            assertTrue(event instanceof BackendEvent.ProbesPassed, what);
        }
        if (before.deregistered() && !after.deregistered()) {
            assertTrue(before.held() ? event instanceof BackendEvent.Restored : event instanceof BackendEvent.Registered,
                    what);
        }
        if (after.held()) {
            assertTrue(after.deregistered() && !after.wantsProbes(), what);
        }
        switch (after.state()) {
            case NEW -> assertEquals(0, after.generation(), what);
            case ACTIVE -> {
                assertNull(after.reason(), what);
                assertTrue(after.wantsProbes(), what);
            }
            case INACTIVE -> assertNotNull(after.reason(), what);
            case DRAINING -> assertTrue(after.deregistered(), what);
        }
    }

    /** Returns the generation that the event speaks of; events that happen now speak of every one. */
    private static long startedIn(BackendEvent event) {
        return switch (event) {
            case BackendEvent.ProbesPassed(long started) -> started;
            case BackendEvent.ProbesFailed(long started, String why, boolean answered) -> started;
            case BackendEvent.RequestFailed(long started, String why, boolean telling) -> started;
            case BackendEvent.HeldBack(long started, String why) -> started;
            case BackendEvent.Registered() -> Long.MAX_VALUE;
            case BackendEvent.Deregistered() -> Long.MAX_VALUE;
            case BackendEvent.Held() -> Long.MAX_VALUE;
            case BackendEvent.Restored() -> Long.MAX_VALUE;
            case BackendEvent.Replaced(BackendUrl by) -> Long.MAX_VALUE;
            case BackendEvent.LeaseEnded() -> Long.MAX_VALUE;
            case BackendEvent.Drained() -> Long.MAX_VALUE;
        };
    }
}
