package primelb.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import primelb.core.forward.ForwardFailure;
import primelb.core.time.Moment;

class BackendMetersTest {
    private static final Moment NOW = new Moment(Instant.EPOCH, 0);

    private final Backend backend = new Backend(Announcement.of(BackendUrl.parse("http://h:1")), NOW);

    @Test
    void answersAreCountedByClass() {
        backend.meters().answered(200, 5);
        backend.meters().answered(299, 5);
        backend.meters().answered(404, 5);
        backend.meters().answered(999, 5);

        assertEquals(2, backend.meters().answers().of(2));
        assertEquals(1, backend.meters().answers().of(4));
        assertEquals(1, backend.meters().answers().of(5));
        assertEquals(4, backend.meters().answers().total());
        assertEquals(4, backend.meters().responseTimes().count());
    }

    @Test
    void ejectionsAreCountedByCauseWithoutTheDetailOfTheCase() {
        eject(new BackendEvent.RequestFailed(1, "malformed answer: a line of 70000 bytes", true), 1);
        eject(new BackendEvent.ProbesFailed(3, "status 503", true), 3);
        eject(new BackendEvent.ProbesFailed(5, "timeout", false), 5);
        backend.apply(new BackendEvent.ProbesPassed(6), NOW);
        backend.apply(new BackendEvent.Deregistered(), NOW);
        backend.apply(new BackendEvent.Drained(), NOW);

        assertEquals(Map.of("request: malformed answer", 1L, "probe: bad answer", 1L, "probe: no answer", 1L),
                backend.meters().ejections().byName());
    }

    private void eject(BackendEvent event, long generation) {
        backend.apply(new BackendEvent.ProbesPassed(generation - 1), NOW);
        assertEquals(generation, backend.status().generation());
        backend.apply(event, NOW);
    }

    @ParameterizedTest
    @EnumSource
    void noTextOfAFailureEndsBeforeItsDetail(ForwardFailure failure) {
        assertFalse(failure.text().contains(": "));
    }
}
