package primelb.lb;

import java.io.IOException;
import java.nio.file.Path;

/** Something outside that the balancer needs to start and cannot have; the message names the setting to change. */
final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private StartFailedException(String message, IOException cause) {
        super(message, cause);
    }

    /**
     * Returns the exception for an address that cannot be listened on.
     *
     * @param setting the setting to change, without its ending: {@code LB} or {@code LB_ADMIN}
     */
    static StartFailedException binding(String setting, String host, int port, IOException cause) {
        return new StartFailedException("cannot listen on " + host + ":" + port + ": " + cause.getMessage() + " (set "
                + setting + "_PORT or " + setting + "_HOST; port 0 takes any free one)", cause);
    }

    /** Returns the exception for an access log that cannot be written. */
    static StartFailedException accessLog(String target, IOException cause) {
        return new StartFailedException("cannot write the access log " + target + ": " + TlsKeystore.reason(cause)
                + " (set LB_ACCESS_LOG)", cause);
    }

    /** Returns the exception for a truststore that cannot be read. */
    static StartFailedException truststore(Path file, IOException cause) {
        return new StartFailedException("cannot use the truststore " + file + ": " + TlsKeystore.reason(cause)
                + " (set LB_BACKEND_TRUSTSTORE)", cause);
    }

    /** Returns the exception for a keystore that cannot be read. */
    static StartFailedException keystore(Path file, IOException cause) {
        return new StartFailedException("cannot use the keystore " + file + ": " + TlsKeystore.reason(cause)
                + " (set LB_TLS_KEYSTORE and LB_TLS_PASSWORD_FILE)", cause);
    }
}
