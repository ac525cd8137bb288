package primelb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesFrom100MillisecondsTo5Seconds() {
        Backoff backoff = new Backoff(new Random(1));
        for (long full : List.of(100, 200, 400, 800, 1600, 3200, 5000, 5000)) {
            long pause = backoff.afterFailure().toMillis();
            assertTrue(pause >= full / 2 && pause <= full, pause + " of " + full);
        }
    }

    @Test
    void beginsAnewAfterASuccess() {
        Backoff backoff = new Backoff(new Random(1));
        Stream.generate(backoff::afterFailure).limit(10).forEach(pause -> assertTrue(pause.isPositive()));
        backoff.reset();
        assertTrue(backoff.afterFailure().compareTo(Duration.ofMillis(100)) <= 0);
    }

    @Test
    void differsFromServerToServer() {
        long different = Stream.generate(Random::new).limit(20)
                .map(random -> new Backoff(random).afterFailure()).distinct().count();
        assertTrue(different > 10, "different pauses: " + different);
        assertEquals(new Backoff(new Random(7)).afterFailure(), new Backoff(new Random(7)).afterFailure());
    }
}
