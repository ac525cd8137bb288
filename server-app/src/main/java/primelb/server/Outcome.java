package primelb.server;

import primelb.core.prime.PrimeResult;

/** How the pool dealt with a job. */
sealed interface Outcome {
    /**
     * It was computed.
     *
     * @param result what came out
     * @param computeMicros how long the computation took, without any waiting
     */
    record Answered(PrimeResult.Decided result, long computeMicros) implements Outcome {}

    /** The queue had no room. */
    record QueueFull() implements Outcome {}

    /** The request's deadline passed, in the queue or while it was computed. */
    record DeadlinePassed() implements Outcome {}

    /** Nobody waits for the result any more. */
    record Unwanted() implements Outcome {}

    /** It was computed for as long as the limit allows, without a result. */
    record TooMuchWork() implements Outcome {}

    /** The server stops. */
    record Stopping() implements Outcome {}
}
