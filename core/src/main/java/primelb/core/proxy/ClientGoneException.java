package primelb.core.proxy;

import java.io.IOException;

/** The client cannot be written to any more: it left, or does not read. */
final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
