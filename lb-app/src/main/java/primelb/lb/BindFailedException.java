package primelb.lb;

import java.io.IOException;

/** An address that the balancer cannot listen on. */
final class BindFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param setting the setting to change, without its prefix and ending: {@code LB} or {@code LB_ADMIN}
     */
    BindFailedException(String setting, String host, int port, IOException cause) {
        super("cannot listen on " + host + ":" + port + ": " + cause.getMessage() + " (set " + setting + "_PORT or "
                + setting + "_HOST; port 0 takes any free one)", cause);
    }
}
