package primelb.client.load;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out the right to send one request, so that exactly as many are sent as the rule says. For use by all
 * clients of one run at once.
 */
final class Tickets {
    /** No request is to be begun any more. */
    static final long NONE = Long.MIN_VALUE;

    private final StopRule rule;
    private final Pacer pacer;
    private final long released;
    private final int limit;
    private final AtomicLong handedOut = new AtomicLong();
    private volatile boolean limitReached;

    /**
     * Hands out tickets from the release on.
     *
     * @param limit the most tickets there are, whatever the rule says
     */
    Tickets(StopRule rule, Pacer pacer, long released, int limit) {
        this.rule = rule;
        this.pacer = pacer;
        this.released = released;
        this.limit = limit;
    }

    /** Returns when the run began, in the ticker's nanoseconds. */
    long released() {
        return released;
    }

    /**
     * Returns how many nanoseconds after the release the asking client may begin one more request: at once, unless
     * the load is an open loop; or {@link #NONE}.
     *
     * @param sentByClient how many the asking client has begun so far
     * @param now the ticker's time
     */
    long take(int sentByClient, long now) {
        long elapsed = now - released;
        return switch (rule) {
            case StopRule.PerClient(int requests) -> sentByClient < requests ? elapsed : NONE;
            case StopRule.Total(int requests) -> {
                long number = handedOut.getAndIncrement();
                yield number < requests ? due(number, elapsed) : NONE;
            }
            case StopRule.After(var duration) -> elapsed < duration.toNanos() ? takeWithin(duration.toNanos(), elapsed)
                    : NONE;
        };
    }

    private long takeWithin(long nanos, long elapsed) {
        long number = handedOut.getAndIncrement();
        long due = due(number, elapsed);
        if (due >= nanos) {
            return NONE;
        }
        if (number >= limit) {
            limitReached = true;
            return NONE;
        }
        return due;
    }

    private long due(long number, long elapsed) {
        return switch (pacer) {
            case Pacer.ClosedLoop _ -> elapsed;
            case Pacer.OpenLoop open -> open.dueAfter(number);
        };
    }

    /** Returns whether a request was refused only because of the limit. */
    boolean limitReached() {
        return limitReached;
    }
}
