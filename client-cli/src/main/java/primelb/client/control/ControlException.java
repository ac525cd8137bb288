package primelb.client.control;

/** Says that a server could not be stopped or started, or that the balancer did not notice. */
public final class ControlException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one with a message that says what was tried and what happened. */
    public ControlException(String message) {
        super(message);
    }

    /** Makes one with a cause. */
    public ControlException(String message, Throwable cause) {
        super(message, cause);
    }
}
