package primelb.server;

import java.util.List;

/** What came of announcing this server to one balancer. */
sealed interface Verdict {
    /**
     * It gets traffic.
     *
     * @param peers admin URLs of other balancers, as this one names them
     */
    record Active(List<String> peers) implements Verdict {
        /** Keeps its own copy. */
        public Active {
            peers = List.copyOf(peers);
        }

        /** By a balancer that names no peers. */
        public Active() {
            this(List.of());
        }
    }

    /**
     * The balancer knows it, but could not reach it, and goes on trying.
     *
     * @param reason in the balancer's words
     * @param peers admin URLs of other balancers, as this one names them
     */
    record Inactive(String reason, List<String> peers) implements Verdict {
        /** Keeps its own copy. */
        public Inactive {
            peers = List.copyOf(peers);
        }

        /** By a balancer that names no peers. */
        public Inactive(String reason) {
            this(reason, List.of());
        }
    }

    /**
     * The balancer answered, but did not take it.
     *
     * @param status of the answer
     * @param detail the balancer's words, or what was wrong with its answer
     */
    record Refused(int status, String detail) implements Verdict {}

    /**
     * There was no answer.
     *
     * @param reason what happened
     */
    record Unreachable(String reason) implements Verdict {}

    /** Returns whether the balancer has this server in its registry. */
    default boolean registered() {
        return switch (this) {
            case Active active -> true;
            case Inactive inactive -> true;
            case Refused refused -> false;
            case Unreachable unreachable -> false;
        };
    }

    /** Returns the words for people. */
    default String text() {
        return switch (this) {
            case Active active -> "active";
            case Inactive inactive -> "inactive (" + inactive.reason() + ")";
            case Refused(int status, String detail) -> "refused (" + status + " " + detail + "), trying again";
            case Unreachable(String reason) -> "no answer (" + reason + "), trying again";
        };
    }
}
