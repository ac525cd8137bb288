package primelb.core.json;

/**
 * Well-formed JSON that does not hold what was asked of it, such as a number where a string was expected. The message
 * names the member and is fit to be shown to whoever sent the text.
 */
public final class JsonTypeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message that says what was expected and what was there. */
    public JsonTypeException(String message) {
        super(message);
    }

    /** Creates the exception with its cause. */
    public JsonTypeException(String message, Throwable cause) {
        super(message, cause);
    }
}
