package primelb.core.proxy;

import primelb.core.forward.ForwardFailure;

/** One attempt had no usable answer. */
final class AttemptFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ForwardFailure failure;

    private final int clientStatus;

    AttemptFailedException(ForwardFailure failure, String detail) {
        this(failure, failure.clientStatus(), detail);
    }

    AttemptFailedException(ForwardFailure failure, int clientStatus, String detail) {
        super(detail == null ? failure.text() : failure.text() + ": " + detail, null, false, false);
        this.failure = failure;
        this.clientStatus = clientStatus;
    }

    /** Returns the status for the client. */
    int clientStatus() {
        return clientStatus;
    }

    ForwardFailure failure() {
        return failure;
    }
}
