package primelb.core.forward;

/** Why an attempt has no usable answer. A 5xx answer is an answer, and no failure. */
public enum ForwardFailure {
    /** The name has no address. */
    UNKNOWN_HOST("unknown host", Blame.BACKEND, Processed.NO, 502),
    /** No route to the address. */
    NO_ROUTE("no route to host", Blame.BACKEND, Processed.NO, 502),
    /** Nobody listens there. */
    REFUSED("connection refused", Blame.BACKEND, Processed.NO, 502),
    /** No answer to the connect in time. */
    CONNECT_TIMEOUT("connect timeout", Blame.BACKEND, Processed.NO, 504),
    /** The host has no address that may be connected to. */
    NOT_ALLOWED("address not allowed", Blame.BACKEND, Processed.NO, 502),
    /** No TLS with the server: no common protocol, or a certificate that is not trusted or not its own. */
    TLS_FAILED("tls handshake failed", Blame.BACKEND, Processed.NO, 502),
    /** A pooled connection that the server had closed, or closed as the request arrived: normal in HTTP/1.1. */
    STALE_CONNECTION("pooled connection closed", Blame.NOBODY, Processed.MAYBE, 502),
    /** A fresh connection ended, in order or by a reset, before the first byte of an answer. */
    NO_ANSWER("closed without an answer", Blame.BACKEND, Processed.MAYBE, 502),
    /** The answer is not HTTP/1.1, ambiguous, or its head over the limit. */
    BAD_ANSWER("malformed answer", Blame.BACKEND, Processed.MAYBE, 502),
    /** No response head in time: sending it again would double the load of a saturated pool. */
    ANSWER_TIMEOUT("response timeout", Blame.BACKEND_IF_NOT_LAST, Processed.MAYBE, 504),
    /**
     * No byte of an answer, while the health check is not answered either: the request need not wait for its timeout.
     */
    SILENT("no answer, and none to a health check", Blame.BACKEND, Processed.MAYBE, 504),
    /** The time for all attempts together is over; the last backend had less than its own time. */
    TOTAL_TIMEOUT("total deadline", Blame.NOBODY, Processed.MAYBE, 504),
    /** The answer ended or stalled in its body. */
    BODY_CUT("answer cut short", Blame.BACKEND, Processed.MAYBE, 502),
    /** The client left. */
    CLIENT_GONE("client gone", Blame.CLIENT, Processed.MAYBE, 499),
    /** The client's own fault: its body is malformed, too large or too slow. */
    CLIENT_FAULT("client's fault", Blame.CLIENT, Processed.MAYBE, 400),
    /** The balancer's own trouble: no file descriptors, no local port. */
    OWN_TROUBLE("balancer's own trouble", Blame.NOBODY, Processed.NO, 503);

    private enum Blame { BACKEND, BACKEND_IF_NOT_LAST, CLIENT, NOBODY }

    private enum Processed { NO, MAYBE }

    private final String text;
    private final Blame blame;
    private final Processed processed;
    private final int clientStatus;

    ForwardFailure(String text, Blame blame, Processed processed, int clientStatus) {
        this.text = text;
        this.blame = blame;
        this.processed = processed;
        this.clientStatus = clientStatus;
    }

    /** Returns the words used in logs, metrics and the registry. */
    public String text() {
        return text;
    }

    /** Returns whether the backend becomes inactive; but see {@link #sparesLast}. */
    public boolean blamesBackend() {
        return blame == Blame.BACKEND || blame == Blame.BACKEND_IF_NOT_LAST;
    }

    /**
     * Returns whether the backend stays active all the same if no other one is. An answer that does not come in time
     * may be the request's fault, and one request that takes too long everywhere must not end all traffic.
     */
    public boolean sparesLast() {
        return blame == Blame.BACKEND_IF_NOT_LAST;
    }

    /** Returns whether the server may have acted on the request. */
    public boolean maybeProcessed() {
        return processed == Processed.MAYBE;
    }

    /** Returns the status for the client when no other attempt follows; 499 is only logged. */
    public int clientStatus() {
        return clientStatus;
    }
}
