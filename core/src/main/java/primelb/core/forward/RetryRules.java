package primelb.core.forward;

/**
 * When another attempt may follow a failed one.
 *
 * @param maxRetries attempts after the first, 0 or more
 */
public record RetryRules(int maxRetries) {
    /** The default: two more, on backends not yet tried, without a pause. */
    public static final RetryRules DEFAULT = new RetryRules(2);

    /** What comes after a failed attempt. */
    public enum Next {
        /** The same backend, over a fresh connection: the failure says nothing about it. */
        SAME_BACKEND,
        /** A backend not yet tried. */
        OTHER_BACKEND,
        /** Nothing: the client gets an error. */
        GIVE_UP
    }

    /** Refuses a negative number. */
    public RetryRules {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries must be 0 or more, got " + maxRetries);
        }
    }

    /**
     * Returns what comes next. The caller has made sure that nothing of an answer has reached the client.
     *
     * @param failure how the last attempt failed
     * @param repeatable whether the method may be sent twice: GET, HEAD, OPTIONS
     * @param bodyWhole whether the whole body can still be sent from its first byte
     * @param backendsTried how many backends were tried, 1 or more
     */
    public Next after(ForwardFailure failure, boolean repeatable, boolean bodyWhole, int backendsTried) {
        return switch (failure) {
            case STALE_CONNECTION -> repeatable && bodyWhole ? Next.SAME_BACKEND : Next.GIVE_UP;
            case UNKNOWN_HOST, NO_ROUTE, REFUSED, CONNECT_TIMEOUT, NOT_ALLOWED, TLS_FAILED -> other(bodyWhole, backendsTried, maxRetries);
            case NO_ANSWER -> other(repeatable && bodyWhole, backendsTried, maxRetries);
            // Once: an answer that every backend gets wrong is about the request.
            case BAD_ANSWER -> other(repeatable && bodyWhole, backendsTried, Math.min(1, maxRetries));
            case ANSWER_TIMEOUT, TOTAL_TIMEOUT, BODY_CUT, CLIENT_GONE, CLIENT_FAULT, OWN_TROUBLE -> Next.GIVE_UP;
        };
    }

    private static Next other(boolean allowed, int backendsTried, int retries) {
        return allowed && backendsTried <= retries ? Next.OTHER_BACKEND : Next.GIVE_UP;
    }
}
