package primelb.core.backend;

import java.time.Instant;

/**
 * How the last probe went.
 *
 * @param at when it ended
 * @param passed whether it passed
 * @param detail what was seen, in a few words
 */
public record ProbeRecord(Instant at, boolean passed, String detail) {
}
