package primelb.core.prime;

/** A text is not a natural number within the limits; the message says why, for whoever sent it. */
public final class NotANaturalNumberException extends Exception {
    private static final long serialVersionUID = 1;

    NotANaturalNumberException(String message) {
        super(message);
    }
}
