package primelb.core.http;

import java.io.IOException;
import java.util.Objects;

/** An exchange with a server that ended without a usable answer: what happened, and whether the server may have acted. */
public final class ExchangeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What happened, as far as this side can tell. */
    public enum Kind {
        /** The name has no address. */
        UNKNOWN_HOST("unknown host"),
        /** No route to the address, or the network is down. */
        NO_ROUTE("no route to host"),
        /** The address answered that nobody listens. */
        REFUSED("connection refused"),
        /** No answer to the connect in time. */
        CONNECT_TIMEOUT("connect timeout"),
        /** None of the host's addresses may be connected to. */
        NOT_ALLOWED("address not allowed"),
        /** There is no TLS with the server: no common protocol, or a certificate that is not trusted or not its own. */
        TLS("tls handshake failed"),
        /** The connection was closed before the first byte of an answer. */
        CLOSED_WITHOUT_ANSWER("closed without an answer"),
        /** The connection was reset. */
        RESET("connection reset"),
        /** The connection was closed inside the answer. */
        TRUNCATED("answer cut short"),
        /** The deadline passed. */
        TIMEOUT("timeout"),
        /** The answer is not HTTP/1.1 as this package accepts it. */
        MALFORMED("malformed answer"),
        /** The answer is larger than the caller allows. */
        TOO_LARGE("answer too large"),
        /** This side's own trouble: no file descriptors, no local port, interrupted. */
        LOCAL("local error");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Returns the words used in logs and answers. */
        public String text() {
            return text;
        }
    }

    /** What happened. */
    private final Kind kind;
    /** Whether a byte of the request may have reached the server. */
    private final boolean bytesSent;

    /**
     * Makes the exception.
     *
     * @param kind what happened
     * @param bytesSent whether a byte of the request may have reached the server
     * @param detail more words, or null
     * @param cause the exception below it, or null
     */
    public ExchangeException(Kind kind, boolean bytesSent, String detail, Throwable cause) {
        super(detail == null ? kind.text() : kind.text() + ": " + detail, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.bytesSent = bytesSent;
    }

    /** Returns what happened. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether a byte of the request may have reached the server: false means that it cannot have acted. */
    public boolean bytesSent() {
        return bytesSent;
    }
}
