package primelb.core.proxy;

import java.time.Duration;

/**
 * How long a client may still take for the body that it sends: a pause has its limit, and so has the whole by its rate.
 * Only waiting for the client counts, not what the backend takes to accept what came. One thread at a time.
 */
final class BodyPace {
    private final long longestPause;
    private final MinimumRate rate;
    private long received;
    private long waited;
    private long waitingSince;
    private boolean waiting;

    /**
     * Makes the pace of a connection's bodies.
     *
     * @param longestPause the limit of one pause
     * @param rate how fast a body must come
     */
    BodyPace(Duration longestPause, MinimumRate rate) {
        this.longestPause = longestPause.toNanos();
        this.rate = rate;
    }

    /** Begins a body. */
    void start() {
        received = 0;
        waited = 0;
        waiting = false;
    }

    /** Begins to wait for more of the body, and returns until when that may last. */
    long waitFrom(long nowNanos) {
        endWait(nowNanos);
        waiting = true;
        waitingSince = nowNanos;
        return nowNanos + Math.clamp(rate.nanosFor(received) - waited, 0, longestPause);
    }

    /** Notes that bytes of the body have come. */
    void arrived(int bytes, long nowNanos) {
        endWait(nowNanos);
        received += bytes;
    }

    private void endWait(long nowNanos) {
        if (waiting) {
            waited += nowNanos - waitingSince;
            waiting = false;
        }
    }
}
