package primelb.core.backend;

/** What can happen to a backend, as far as its state is concerned. */
public sealed interface BackendEvent {
    /**
     * Enough probes passed in a row.
     *
     * @param generation the backend's generation when the probe was started
     */
    record ProbesPassed(long generation) implements BackendEvent {
    }

    /**
     * Enough probes failed in a row.
     *
     * @param generation the backend's generation when the probe was started
     * @param reason why the last one failed
     * @param answered whether the server gave an answer at all to the last one: then it lives, though it wants no traffic
     */
    record ProbesFailed(long generation, String reason, boolean answered) implements BackendEvent {
        /** Returns the event of probes of which the last got no answer. */
        public ProbesFailed(long generation, String reason) {
            this(generation, reason, false);
        }
    }

    /**
     * A request failed, and the backend is to blame.
     *
     * @param generation the backend's generation when the request was started
     * @param reason why it failed
     * @param telling whether another request would have failed as well, as far as one can tell; silence until a timeout may
     *     be about the request
     */
    record RequestFailed(long generation, String reason, boolean telling) implements BackendEvent {
    }

    /**
     * Probes pass, and the backend is not trusted with requests yet, because it has failed too many of late.
     *
     * @param generation the backend's generation when the probe was started
     * @param reason that, in words
     */
    record HeldBack(long generation, String reason) implements BackendEvent {
    }

    /** The server registered, or sent a heartbeat. */
    record Registered() implements BackendEvent {
    }

    /** The server said that it goes. */
    record Deregistered() implements BackendEvent {
    }

    /** An operator wants the server to stay out until it is restored, whatever it says itself. */
    record Held() implements BackendEvent {
    }

    /** An operator lets a server that was held back come again; it gets traffic once a probe has passed. */
    record Restored() implements BackendEvent {
    }

    /**
     * Another server registered under the same id: a restarted container may have a new address.
     *
     * @param by the URL of the other one
     */
    record Replaced(BackendUrl by) implements BackendEvent {
    }

    /** The server had registered for a time and has not renewed that. */
    record LeaseEnded() implements BackendEvent {
    }

    /** Nothing is in flight on a draining backend any more, or the time for it is over. */
    record Drained() implements BackendEvent {
    }
}
