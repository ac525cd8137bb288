package primelb.client.report;

/** How much is printed for a person. */
public enum Verbosity {
    /** Only whether the conditions hold, and where the result went. */
    QUIET,
    /** What matters. */
    NORMAL,
    /** Every percentile and every second too. */
    VERBOSE
}
