package primelb.server;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between tries that fail: about 100 ms first, doubling up to about 5 s. Each is shortened by up to half at
 * random, so that servers which lost their balancer together do not all come back at the same instant. For one thread.
 */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;
    private Duration next = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Returns how long to wait after one more failure. */
    Duration afterFailure() {
        Duration full = next;
        next = full.multipliedBy(2).compareTo(LONGEST) < 0 ? full.multipliedBy(2) : LONGEST;
        return Duration.ofNanos((long) (full.toNanos() * random.nextDouble(0.5, 1.0)));
    }

    /** Begins anew with the shortest pause. */
    void reset() {
        next = FIRST;
    }
}
