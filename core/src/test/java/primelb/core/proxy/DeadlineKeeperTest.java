package primelb.core.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.FakeTime;

/** When deadlines are looked at. */
@Timeout(20)
class DeadlineKeeperTest {
    private final FakeTime time = new FakeTime();
    private final DeadlineKeeper keeper = new DeadlineKeeper(time, time);
    private final List<Long> sweeps = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = Thread.ofPlatform().unstarted(keeper);
    private final long start = time.nanos();

    @BeforeEach
    void run() throws InterruptedException {
        keeper.watch(now -> sweeps.add((now - start) / 1_000_000));
        thread.start();
        time.awaitSleepers(1);
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void advance(long millis) throws InterruptedException {
        time.advance(Duration.ofMillis(millis));
        time.awaitSleepers(1);
    }

    @Test
    void looksEvery50Milliseconds() throws InterruptedException {
        for (int k = 0; k < 3; k++) {
            advance(50);
        }

        assertEquals(List.of(50L, 100L, 150L), sweeps);
    }

    @Test
    void afterTheProcessWasHeldUpOthersGetASecondToLookAtWhatCameMeanwhile() throws InterruptedException {
        advance(50);
        advance(5000);
        for (int k = 0; k < 19; k++) {
            advance(50);
        }
        assertEquals(List.of(50L), sweeps);

        advance(50);

        assertEquals(List.of(50L, 6050L), sweeps);
    }

    @Test
    void aBusyMachineIsNoReasonToWait() throws InterruptedException {
        advance(500);

        assertEquals(List.of(500L), sweeps);
    }
}
