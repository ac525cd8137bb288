package primelb.core.web;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the body of an answer piece by piece, for as long as there is something to say. */
@FunctionalInterface
public interface BodyStream {
    /**
     * Writes the body; it is complete when this returns. Runs on the request's own virtual thread and may block. A piece
     * reaches the client with the next {@code flush}.
     *
     * @param out to the client; it is closed by the caller
     * @throws IOException if the client has gone
     * @throws InterruptedException if the server stops
     */
    void writeTo(OutputStream out) throws IOException, InterruptedException;
}
