package primelb.client.calibrate;

/** There is no calibrating: the server does not answer, or not as it must. */
public final class CalibrationException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why, in a line for a person. */
    public CalibrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
