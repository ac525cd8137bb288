package primelb.server;

/** What came of announcing this server to one balancer. */
sealed interface Verdict {
    /** It gets traffic. */
    record Active() implements Verdict {}

    /**
     * The balancer knows it, but could not reach it, and goes on trying.
     *
     * @param reason in the balancer's words
     */
    record Inactive(String reason) implements Verdict {}

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
            case Active() -> "active";
            case Inactive(String reason) -> "inactive (" + reason + ")";
            case Refused(int status, String detail) -> "refused (" + status + " " + detail + "), trying again";
            case Unreachable(String reason) -> "no answer (" + reason + "), trying again";
        };
    }
}
