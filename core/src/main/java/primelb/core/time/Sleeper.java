package primelb.core.time;

import java.time.Duration;

/** A way to let time pass, so that a test may let it pass at once. Safe for use by many threads. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Returns when the given time has passed; at once where it is zero or negative.
     *
     * @throws InterruptedException when the thread is interrupted before or while it waits
     */
    void sleep(Duration duration) throws InterruptedException;
}
