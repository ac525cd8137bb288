package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final long MILLI = 1_000_000L;

    private final List<Runnable> submitted = new ArrayList<>();
    private final Turns turns = new Turns(submitted::add, 0);

    @Test
    void nobodyPausesBeforeTheTenMillisecondsAreOver() {
        turns.giveWay(0);
        turns.giveWay(10 * MILLI - 1);

        assertEquals(0, submitted.size());
    }

    @Test
    void afterTenMillisecondsOneTaskIsSubmittedByWhoeverComesFirst() {
        turns.giveWay(10 * MILLI);
        turns.giveWay(10 * MILLI);
        turns.giveWay(25 * MILLI);

        assertEquals(1, submitted.size());
    }

    @Test
    void anExecutorThatTakesNoMoreTasksHarmsNobody() {
        Turns stopping = new Turns(task -> {
            throw new RejectedExecutionException("shut down");
        }, 0);

        stopping.giveWay(10 * MILLI);
        stopping.giveWay(30 * MILLI);
    }

    @Test
    void thePauseEndsWhenTheTaskHasRunAndTheNextComesTenMillisecondsAfterTheFormer() {
        turns.giveWay(10 * MILLI);
        submitted.getFirst().run();
        turns.giveWay(20 * MILLI - 1);
        assertEquals(1, submitted.size());

        turns.giveWay(20 * MILLI);

        assertEquals(2, submitted.size());
    }
}
