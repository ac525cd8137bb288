package primelb.client.load;

import java.time.Duration;
import primelb.core.config.Durations;

/**
 * How a run sends its target.
 *
 * @param clients how many send at once, each over a connection of its own
 * @param stop when enough was sent
 * @param pacer when the next request is due
 * @param timeout the longest one request may take, connecting and the last byte of the body included
 * @param connectTimeout the longest the connecting may take
 */
public record LoadPlan(int clients, StopRule stop, Pacer pacer, Duration timeout, Duration connectTimeout) {
    /** Refuses a number for each client in an open loop, where whoever is free sends what is due. */
    public LoadPlan {
        if (stop instanceof StopRule.PerClient && pacer instanceof Pacer.OpenLoop) {
            throw new IllegalArgumentException("an open loop has a total or a duration, not a number for each client");
        }
    }

    /** Returns the same plan without a ramp. */
    public LoadPlan withoutRamp() {
        return new LoadPlan(clients, stop, pacer.withoutRamp(), timeout, connectTimeout);
    }

    /** Returns the same plan without a ramp, for so many requests in all, by no more clients than that. */
    public LoadPlan withTotal(int requests) {
        return new LoadPlan(Math.min(clients, requests), new StopRule.Total(requests), pacer.withoutRamp(), timeout,
                connectTimeout);
    }

    /** Returns the shape in one line, such as {@code 50 clients x 10 requests = 500}. */
    public String shape() {
        String who = clients + (clients == 1 ? " client" : " clients");
        return switch (stop) {
            case StopRule.PerClient(int requests) -> "%s x %d requests = %d".formatted(
                    who, requests, (long) clients * requests);
            case StopRule.Total(int requests) -> "%s, %d requests".formatted(who, requests);
            case StopRule.After(var duration) -> "%s for %s".formatted(
                    who, Durations.format(duration));
        };
    }
}
