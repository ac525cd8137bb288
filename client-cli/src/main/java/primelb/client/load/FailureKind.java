package primelb.client.load;

import java.util.Locale;
import primelb.core.http.ExchangeException;

/** Why a request was not ok. Each failed request has exactly one kind. */
public enum FailureKind {
    /** Nobody listens there, or there is no route. */
    REFUSED,
    /** The name has no address. */
    DNS,
    /** No connection within {@code --connect-timeout}. */
    CONNECT_TIMEOUT,
    /** The connection ended before the first byte of an answer. */
    CLOSED_WITHOUT_ANSWER,
    /** The connection was torn down while the request or the answer was under way. */
    RESET,
    /** The answer ended before its announced end. */
    TRUNCATED,
    /** No complete answer within {@code --timeout}. */
    TIMEOUT,
    /** A 1xx as the final answer. */
    STATUS_1XX,
    /** A 2xx that was not expected. */
    STATUS_2XX,
    /** A 3xx that was not expected. */
    STATUS_3XX,
    /** A 4xx that was not expected. */
    STATUS_4XX,
    /** A 5xx, which is never expected. */
    STATUS_5XX,
    /** An answer that says something false, is not what was expected, is too large or is not HTTP. */
    WRONG_BODY,
    /** The client's own fault: it ran out of something or has a defect. */
    CLIENT_BUG;

    /** Returns the name as it is printed and stored, such as {@code closed-without-answer}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the kind of an exchange that ended without a complete answer. */
    static FailureKind of(ExchangeException.Kind kind) {
        return switch (kind) {
            case UNKNOWN_HOST -> DNS;
            case NO_ROUTE, REFUSED -> REFUSED;
            case CONNECT_TIMEOUT -> CONNECT_TIMEOUT;
            case CLOSED_WITHOUT_ANSWER -> CLOSED_WITHOUT_ANSWER;
            case RESET -> RESET;
            // The client speaks plain HTTP only, and to any address: it cannot come to this.
            case TLS, NOT_ALLOWED -> CLIENT_BUG;
            case TRUNCATED -> TRUNCATED;
            case TIMEOUT -> TIMEOUT;
            case MALFORMED, TOO_LARGE -> WRONG_BODY;
            case LOCAL -> CLIENT_BUG;
        };
    }

    /** Returns the kind of an answer whose status was not expected; anything above 5xx counts as 5xx. */
    static FailureKind ofStatus(int status) {
        return switch (status / 100) {
            case 0, 1 -> STATUS_1XX;
            case 2 -> STATUS_2XX;
            case 3 -> STATUS_3XX;
            case 4 -> STATUS_4XX;
            default -> STATUS_5XX;
        };
    }
}
