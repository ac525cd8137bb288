package primelb.client.load;

/**
 * One request that was sent, and what became of it. All times are of the run's ticker, in nanoseconds.
 *
 * @param client which client sent it, from 0
 * @param scheduled when it was due; in a closed loop the same as {@code started}
 * @param started when the client took it up, before it opened a connection if it needed one
 * @param finished when the whole answer was there, or the failure was known
 * @param status the status of the answer, 0 where there was none
 * @param server who answered by its own account ({@code X-Served-By}), empty where nobody said
 * @param outcome ok or failed
 * @param moved how often it went on to another balancer, because one was gone
 * @param sentAgain how many of these moves were made after it had been sent
 */
public record Sample(int client, long scheduled, long started, long finished, int status, String server,
        Outcome outcome, int moved, int sentAgain) {
    /** One that stayed with its balancer. */
    public Sample(int client, long scheduled, long started, long finished, int status, String server,
            Outcome outcome) {
        this(client, scheduled, started, finished, status, server, outcome, 0, 0);
    }

    /** Returns whether the answer was the expected one. */
    public boolean isOk() {
        return switch (outcome) {
            case Outcome.Ok _ -> true;
            case Outcome.Failed _ -> false;
        };
    }

    /** Returns the nanoseconds from when the client took it up to when it was finished. */
    public long serviceNanos() {
        return finished - started;
    }

    /** Returns for how long the server says that it computed, in microseconds; -1 where it does not say. */
    public int computeMicros() {
        return switch (outcome) {
            case Outcome.Ok(int computeMicros) -> computeMicros;
            case Outcome.Failed _ -> -1;
        };
    }

    /** Returns the nanoseconds from when it was due to when it was finished. */
    public long responseNanos() {
        return finished - scheduled;
    }
}
