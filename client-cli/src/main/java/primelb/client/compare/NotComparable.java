package primelb.client.compare;

/** Says that results must not be set against each other, and why. */
public final class NotComparable extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one with a message that names both results and what differs. */
    public NotComparable(String message) {
        super(message);
    }
}
