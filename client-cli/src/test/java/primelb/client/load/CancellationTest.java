package primelb.client.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CancellationTest {
    private final Cancellation cancellation = new Cancellation();

    @Test
    void workIsInterruptedByARequestAndWhatFollowsIsNot() {
        assertThrows(InterruptedException.class, () -> cancellation.interruptibly(() -> {
            Thread.ofVirtual().start(cancellation::request);
            new CountDownLatch(1).await();
            return null;
        }));
        assertTrue(cancellation.isRequested());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void workIsNotBegunAfterARequest() {
        cancellation.request();
        assertThrows(InterruptedException.class, () -> cancellation.interruptibly(() -> {
            throw new AssertionError("begun");
        }));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void workThatEndsByItselfIsLeftAlone() throws Exception {
        assertEquals("done", cancellation.interruptibly(() -> "done"));
        cancellation.request();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptThatComesTooLateForTheWorkDoesNotMeetWhatFollows() throws Exception {
        cancellation.interruptibly(() -> {
            cancellation.request();
            return null;
        });
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
