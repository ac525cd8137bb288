package primelb.client.stored;

/** Says that a file is not a result, or not one that this version understands, and where in it that shows. */
public final class UnreadableResult extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one with a message that names the file, the member and what was expected there. */
    public UnreadableResult(String message) {
        super(message);
    }
}
