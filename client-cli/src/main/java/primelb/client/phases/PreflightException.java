package primelb.client.phases;

/** Says that a measurement would be in vain: something is unreachable, answers wrongly, or is not up. */
public final class PreflightException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one with a message that says what is wrong and what to do. */
    public PreflightException(String message) {
        super(message);
    }

    /** Makes one with a cause. */
    public PreflightException(String message, Throwable cause) {
        super(message, cause);
    }
}
