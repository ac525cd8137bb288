package primelb.lb.dashboard;

import java.time.Instant;

import primelb.core.backend.StateChange;
import primelb.core.json.JsonObject;

/**
 * One change of a server's state, as it is remembered: without the backend, which may be forgotten.
 *
 * @param at when it happened
 * @param id the server's id at that time
 * @param url its URL
 * @param from the state before
 * @param to the state after
 * @param cause why
 */
record Change(Instant at, String id, String url, String from, String to, String cause) {
    /** A cause may quote what a server sent; more than this of it tells nothing. */
    private static final int LONGEST_CAUSE = 300;

    static Change of(StateChange change) {
        String cause = change.cause();
        return new Change(change.to().since().instant(), change.backend().id(), change.backend().url().toString(),
                change.from().state().text(), change.to().state().text(),
                cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + "...");
    }

    JsonObject json(long number) {
        return JsonObject.builder().put("n", number).put("t", at.toEpochMilli()).put("id", id).put("url", url)
                .put("from", from).put("to", to).put("cause", cause).build();
    }
}
