package primelb.core.health;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When probes are due.
 *
 * @param interval how long an active backend may be without traffic before it is probed, and between such probes
 * @param stallAfter how long an active backend may owe an answer in silence before it is probed
 * @param firstRetry the pause before the first probe of a backend that has become inactive
 * @param longestRetry what that pause doubles up to
 */
public record ProbeSchedule(Duration interval, Duration stallAfter, Duration firstRetry, Duration longestRetry) {
    /** The defaults of the balancer. */
    public static final ProbeSchedule DEFAULT = new ProbeSchedule(Duration.ofSeconds(2), Duration.ofSeconds(3),
            Duration.ofMillis(100), Duration.ofSeconds(2));
    private static final double JITTER = 0.2;

    /** Refuses pauses of nothing. */
    public ProbeSchedule {
        if (!interval.isPositive() || !stallAfter.isPositive() || !firstRetry.isPositive()
                || longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("every time of a probe schedule must be positive, and the longest retry "
                    + "not shorter than the first");
        }
    }

    /** Returns the interval in nanoseconds, ±20 %, so that servers that registered together drift apart. */
    long nextIntervalNanos(RandomGenerator random) {
        return jittered(interval.toNanos(), random);
    }

    /** Returns the pause before the next probe of an inactive backend that has failed this often in a row, ±20 %. */
    long retryNanos(int failedBefore, RandomGenerator random) {
        long longest = longestRetry.toNanos();
        long pause = firstRetry.toNanos();
        for (int k = 0; k < failedBefore && pause < longest; k++) {
            // Halved first: twice the longest may be more than a long holds.
            pause = pause > longest / 2 ? longest : pause * 2;
        }
        return jittered(pause, random);
    }

    private static long jittered(long nanos, RandomGenerator random) {
        return (long) (nanos * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }
}
