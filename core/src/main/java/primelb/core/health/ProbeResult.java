package primelb.core.health;

/** How one probe went. */
public sealed interface ProbeResult {
    /** Returns what was seen, in a few words. */
    String detail();

    /**
     * The server answered 200.
     *
     * @param detail what was seen
     */
    record Passed(String detail) implements ProbeResult {
    }

    /**
     * It did not.
     *
     * @param detail why: {@code connection refused}, {@code timeout}, {@code status 503}
     * @param answered whether it gave an answer at all: then it lives, though it wants no traffic
     */
    record Failed(String detail, boolean answered) implements ProbeResult {
        /** Returns the result of a probe that got no answer. */
        public Failed(String detail) {
            this(detail, false);
        }
    }

    /**
     * It could not be asked, through the balancer's own trouble; this says nothing about the server.
     *
     * @param detail what stood in the way
     */
    record Unknown(String detail) implements ProbeResult {
    }
}
