package primelb.core.http;

import java.io.IOException;

/** The connection ended, in order, inside a message. */
public final class TruncatedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Makes the exception. */
    public TruncatedException(String message) {
        super(message);
    }
}
