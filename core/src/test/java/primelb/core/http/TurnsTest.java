package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {
    private final BlockingQueue<Runnable> inside = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> outside = new LinkedBlockingQueue<>();
    private final Turns turns = new Turns(inside::add, outside::add, 0);

    @Test
    void whoComesTwiceInARowHasNobodyToGiveWayTo() {
        turns.giveWay(0);

        turns.giveWay(10 * Turns.BETWEEN_PAUSES);

        assertTrue(inside.isEmpty());
    }

    @Test
    void nobodyPausesBeforeItIsTime() throws Exception {
        turns.giveWay(0);

        assertTrue(giveWayAt(Turns.BETWEEN_PAUSES - 1).join(Duration.ofSeconds(10)));

        assertTrue(inside.isEmpty());
    }

    @Test
    void allWhoGiveWayInAPauseWaitUntilItsThreeStepsHaveRun() throws Exception {
        turns.giveWay(0);
        Thread first = giveWayAt(Turns.BETWEEN_PAUSES);
        Runnable whenTheOwnQueueIsEmpty = next(inside);
        Thread second = giveWayAt(Turns.BETWEEN_PAUSES);
        awaitParked(second);

        whenTheOwnQueueIsEmpty.run();
        next(outside).run();
        Runnable last = next(inside);
        awaitParked(first);
        awaitParked(second);
        last.run();

        assertTrue(first.join(Duration.ofSeconds(10)) && second.join(Duration.ofSeconds(10)));
        assertTrue(inside.isEmpty() && outside.isEmpty(), "one pause is one task, whoever takes part");
    }

    @Test
    void theNextPauseComesWhenItIsTimeAfterTheFormer() throws Exception {
        turns.giveWay(0);
        Thread former = giveWayAt(Turns.BETWEEN_PAUSES);
        end();
        assertTrue(former.join(Duration.ofSeconds(10)));

        assertTrue(giveWayAt(2 * Turns.BETWEEN_PAUSES - 1).join(Duration.ofSeconds(10)));
        assertTrue(inside.isEmpty());
        Thread later = giveWayAt(2 * Turns.BETWEEN_PAUSES);
        end();

        assertTrue(later.join(Duration.ofSeconds(10)));
    }

    @Test
    void anExecutorThatTakesNoMoreTasksHarmsNobody() throws Exception {
        Turns stopping = new Turns(task -> {
            throw new RejectedExecutionException("shut down");
        }, Runnable::run, 0);
        for (long time = 1; time < 5; time++) {
            long now = time * Turns.BETWEEN_PAUSES;
            assertTrue(Thread.startVirtualThread(() -> stopping.giveWay(now)).join(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aPauseWhoseStepGetsNoThreadIsOver() throws Exception {
        Turns crowded = new Turns(inside::add, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        }, 0);
        Thread waiting = Thread.startVirtualThread(() -> crowded.giveWay(Turns.BETWEEN_PAUSES));

        assertThrows(OutOfMemoryError.class, next(inside)::run);

        assertTrue(waiting.join(Duration.ofSeconds(10)));
    }

    @Test
    void aThreadThatIsInterruptedDoesNotWaitForTheEnd() throws Exception {
        turns.giveWay(0);
        Thread waiting = giveWayAt(Turns.BETWEEN_PAUSES);
        assertNotNull(next(inside));

        waiting.interrupt();

        assertTrue(waiting.join(Duration.ofSeconds(10)));
    }

    private Thread giveWayAt(long nanos) {
        return Thread.startVirtualThread(() -> turns.giveWay(nanos));
    }

    private void end() throws InterruptedException {
        next(inside).run();
        next(outside).run();
        next(inside).run();
    }

    private static Runnable next(BlockingQueue<Runnable> queue) throws InterruptedException {
        Runnable step = queue.poll(10, TimeUnit.SECONDS);
        assertNotNull(step, "no step was submitted within 10 s");
        return step;
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            assertTrue(thread.isAlive(), "it did not wait");
            Thread.onSpinWait();
        }
    }
}
