package primelb.client.phases;

import java.util.Optional;
import primelb.client.control.ServerView;

/**
 * One stop or start of the server, and when the balancer noticed. All but the first time are nanoseconds since
 * the command was issued.
 *
 * @param kind stop or start
 * @param command what was carried out
 * @param issued when the command was issued, in nanoseconds of the ticker
 * @param returned when the command had ended
 * @param noticed when the balancer first said so
 * @param before what the balancer thought just before
 * @param after what it thought when it had noticed; empty when it had forgotten the server
 */
public record Transition(Kind kind, String command, long issued, long returned, long noticed, ServerView before,
        Optional<ServerView> after) {
    /** What was done to the server. */
    public enum Kind {
        /** It was stopped. */
        STOP,
        /** It was started again. */
        START;

        /** Returns the word for it. */
        public String label() {
            return this == STOP ? "stop" : "start";
        }
    }
}
