package primelb.client.command;

/** What the help says about thresholds. */
final class ThresholdHelp {
    static final String NOTE = "Thresholds compare failed, ok, sent, rps, min, mean, max, p50..p99.99 and"
            + " share(NAME) with == != <= >= < >, such as 'p99<2s' or 'share(server2)>=45%'.";

    static final String PHASES_NOTE = NOTE + " Here also speedup (phase 1 against phase 2), and phase1. phase2."
            + " phase3. in front of a measure; without it every phase must meet it, and a share those with all"
            + " servers up.";

    private ThresholdHelp() {
    }
}
