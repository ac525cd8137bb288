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
     */
    record Failed(String detail) implements ProbeResult {
    }
}
