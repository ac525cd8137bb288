package primelb.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {

    @Test
    void asksUntilTheConditionHolds() {
        AtomicInteger asked = new AtomicInteger();

        Await.until("three questions", Duration.ofSeconds(10), () -> asked.incrementAndGet() == 3);

        assertEquals(3, asked.get());
    }

    @Test
    void aConditionThatHoldsNeedsNoTime() {
        Await.until("nothing", Duration.ZERO, () -> true);
    }

    @Test
    void namesWhatItWaitedForInVain() {
        AssertionError error = assertThrows(AssertionError.class,
                () -> Await.until("the moon", Duration.ofMillis(2), () -> false));

        assertTrue(error.getMessage().contains("the moon"), error.getMessage());
    }

    @Test
    void anInterruptEndsTheWait() {
        Thread.currentThread().interrupt();
        try {
            assertThrows(AssertionError.class, () -> Await.until("the moon", Duration.ofSeconds(10), () -> false));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
