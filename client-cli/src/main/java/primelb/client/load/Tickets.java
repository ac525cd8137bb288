package primelb.client.load;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out the right to send one request, so that exactly as many are sent as the rule says. For use by all
 * clients of one run at once.
 */
final class Tickets {
    private final StopRule rule;
    private final long released;
    private final int limit;
    private final AtomicInteger handedOut = new AtomicInteger();
    private volatile boolean limitReached;

    /**
     * Hands out tickets from the release on.
     *
     * @param limit the most tickets there are, whatever the rule says
     */
    Tickets(StopRule rule, long released, int limit) {
        this.rule = rule;
        this.released = released;
        this.limit = limit;
    }

    /**
     * Returns whether one more request may be begun.
     *
     * @param sentByClient how many the asking client has begun so far
     * @param now the ticker's time
     */
    boolean take(int sentByClient, long now) {
        return switch (rule) {
            case StopRule.PerClient(int requests) -> sentByClient < requests;
            case StopRule.Total(int requests) -> takeOneOf(requests);
            case StopRule.After(var duration) -> now - released < duration.toNanos() && takeWithinLimit();
        };
    }

    /** Returns whether a request was refused only because of the limit. */
    boolean limitReached() {
        return limitReached;
    }

    private boolean takeWithinLimit() {
        boolean taken = takeOneOf(limit);
        if (!taken) {
            limitReached = true;
        }
        return taken;
    }

    private boolean takeOneOf(int available) {
        return handedOut.getAndUpdate(count -> Math.min(count + 1, available)) < available;
    }
}
