package primelb.server;

import java.time.Duration;
import java.util.Optional;
import primelb.core.web.ProblemException;
import primelb.core.web.Request;

/** How long the sender of a request waits for its answer. */
final class RequestDeadline {

    /** Milliseconds left when the request was sent: relative, since the clocks of two machines differ. */
    static final String FIELD = "X-Request-Deadline";

    /** For a request without the field: longer than anybody waits, and short of the listener's own limit of 15 min. */
    static final Duration STANDARD = Duration.ofMinutes(10);

    private RequestDeadline() {}

    /**
     * Returns how long is left; {@link #STANDARD} at most.
     *
     * @throws ProblemException 400 unless the field is a number of milliseconds or absent
     */
    static Duration of(Request request) throws ProblemException {
        Optional<String> text = request.fields().single(FIELD);
        if (text.isEmpty()) {
            return STANDARD;
        }
        if (!text.get().matches("[0-9]{1,15}")) {
            throw ProblemException.badRequest(FIELD + " must be milliseconds, decimal digits only, got '"
                    + text.get() + "'");
        }
        Duration left = Duration.ofMillis(Long.parseLong(text.get()));
        return left.compareTo(STANDARD) < 0 ? left : STANDARD;
    }
}
