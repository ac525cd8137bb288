package primelb.core.jfr;

/**
 * Tells Java Flight Recorder what happens. Safe for any thread. Where a runtime was made without the module
 * {@code jdk.jfr}, as a small image may be, it does nothing.
 */
public final class Flight {
    private static final boolean AVAILABLE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Flight() {
    }

    /** Something that takes time. */
    public interface Span {
        /** Nobody records it. */
        Span UNSEEN = (server, number, result) -> {
        };

        /**
         * Ends it.
         *
         * @param server the name of the server
         * @param number which attempt of its request it was, 1 for the first
         * @param result how it ended, in a few words
         */
        void end(String server, int number, String result);
    }

    /** Begins an attempt at a server. */
    public static Span attempt() {
        return AVAILABLE ? AttemptEvent.begun() : Span.UNSEEN;
    }

    /** Begins a probe of a server. */
    public static Span probe() {
        return AVAILABLE ? ProbeEvent.begun() : Span.UNSEEN;
    }

    /**
     * Records a change of a server's state.
     *
     * @param server the name of the server
     * @param from the state before
     * @param to the state after
     * @param cause why
     */
    public static void stateChanged(String server, String from, String to, String cause) {
        if (AVAILABLE) {
            StateChangeEvent.record(server, from, to, cause);
        }
    }
}
