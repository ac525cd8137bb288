package primelb.core.http;

import java.io.IOException;

/** Bytes that are not HTTP/1.1 as this package accepts it; carries the status that tells a client so. */
public final class MalformedHttpException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The status for a client that sent it: 400, 413, 414, 417, 431, 501 or 505. */
    private final int status;

    /**
     * Makes the exception.
     *
     * @param status the status for a client that sent it
     * @param message what is wrong, in words that contain nothing of the bytes
     */
    public MalformedHttpException(int status, String message) {
        super(message, null);
        this.status = status;
    }

    /** Returns the status for a client that sent it. */
    public int status() {
        return status;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        // Anyone may send rubbish at any rate; the message says all.
        return this;
    }
}
