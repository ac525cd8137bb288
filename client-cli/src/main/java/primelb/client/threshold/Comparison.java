package primelb.client.threshold;

/** How a measured value is compared with the limit. */
public enum Comparison {
    /** The same. */
    EQUAL("=="),
    /** Not the same. */
    NOT_EQUAL("!="),
    /** The limit or less. */
    AT_MOST("<="),
    /** The limit or more. */
    AT_LEAST(">="),
    /** Less than the limit. */
    BELOW("<"),
    /** More than the limit. */
    ABOVE(">");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** Returns how it is written. */
    public String symbol() {
        return symbol;
    }

    /** Returns whether the measured value meets the limit. */
    boolean holds(double measured, double limit) {
        return switch (this) {
            case EQUAL -> measured == limit;
            case NOT_EQUAL -> measured != limit;
            case AT_MOST -> measured <= limit;
            case AT_LEAST -> measured >= limit;
            case BELOW -> measured < limit;
            case ABOVE -> measured > limit;
        };
    }
}
