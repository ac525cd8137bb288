package primelb.core.web;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/**
 * What the sessions of one server share.
 *
 * @param handler      answers
 * @param maxBodyBytes a longer request body is refused
 * @param inFlight     counts the requests that have begun
 * @param answers      the form of an answer on the wire
 * @param drain        whether answers end their connection
 */
record WebContext(Handler handler, int maxBodyBytes, InFlight inFlight, AnswerBytes answers, BooleanSupplier drain) {

    boolean draining() {
        return drain.getAsBoolean();
    }

    ByteBuffer encode(Response response, boolean toHead, String connection) {
        return answers.encode(response, toHead, connection);
    }
}
