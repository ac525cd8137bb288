package primelb.core.forward;

/**
 * When another attempt may follow a failed one.
 *
 * @param maxRetries attempts of one request after its first, 0 or more
 * @param percent attempts after the first of all requests together, in percent of the requests of the last ten seconds
 * @param perSecond what is added to that for each of these seconds, so that there are some where there is little
 *     traffic
 * @param reserve what is added in ten seconds for requests that were in flight on a backend when it was ejected
 */
public record RetryRules(int maxRetries, int percent, int perSecond, int reserve) {
    /**
     * The default: two more, on backends not yet tried, without a pause; 20 % and 10 a second of all; and four backends
     * may go at once with as much in flight as one takes by default (256).
     */
    public static final RetryRules DEFAULT = new RetryRules(2, 20, 10, 1024);

    /** What comes after a failed attempt. */
    public enum Next {
        /** The same backend, over a fresh connection: the failure says nothing about it. */
        SAME_BACKEND,
        /** A backend not yet tried. */
        OTHER_BACKEND,
        /** Nothing: the client gets an error. */
        GIVE_UP
    }

    /** Refuses negative numbers. */
    public RetryRules {
        check("maxRetries", maxRetries);
        check("percent", percent);
        check("perSecond", perSecond);
        check("reserve", reserve);
    }

    private static void check(String name, int number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more, got " + number);
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
            case UNKNOWN_HOST, NO_ROUTE, REFUSED, CONNECT_TIMEOUT, NOT_ALLOWED, TLS_FAILED ->
                    other(bodyWhole, backendsTried, maxRetries);
            case NO_ANSWER, SILENT -> other(repeatable && bodyWhole, backendsTried, maxRetries);
            // Once: an answer that every backend gets wrong is about the request.
            case BAD_ANSWER -> other(repeatable && bodyWhole, backendsTried, Math.min(1, maxRetries));
            case ANSWER_TIMEOUT, TOTAL_TIMEOUT, BODY_CUT, CLIENT_GONE, CLIENT_FAULT, OWN_TROUBLE -> Next.GIVE_UP;
        };
    }

    /**
     * Returns whether a request goes elsewhere because its server is full: it answered 503 and says when to come again.
     * Only GET: whoever sends it expects it to be sent again.
     *
     * @param method of the request
     * @param bodyWhole whether the whole body can still be sent from its first byte
     * @param backendsTried how many backends were tried, 1 or more
     */
    public boolean leavesFull(String method, boolean bodyWhole, int backendsTried) {
        return method.equals("GET") && bodyWhole && backendsTried <= maxRetries;
    }

    private static Next other(boolean allowed, int backendsTried, int retries) {
        return allowed && backendsTried <= retries ? Next.OTHER_BACKEND : Next.GIVE_UP;
    }
}
