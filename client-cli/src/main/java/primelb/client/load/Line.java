package primelb.client.load;

import primelb.core.http.ClientRequest;
import primelb.core.http.ExchangeException;

/** One connection of one client, for one exchange at a time. */
public interface Line extends AutoCloseable {
    /**
     * Returns the whole answer to a request that is sent once. The same object as for the last exchange says that
     * the same answer came again.
     *
     * @param deadline the ticker's nanoseconds by which the last byte must be there; it may be noticed some
     *     milliseconds late
     */
    Answer exchange(ClientRequest request, long deadline) throws ExchangeException;

    /**
     * Returns whether another request may be sent on it, as far as the last answer says.
     */
    boolean isReusable();

    /**
     * Returns whether another request may be sent on it, as far as a look at the connection says: the server has
     * neither closed it nor sent something unasked. For a line that was not used for a while.
     */
    boolean isStillReusable();

    /** Returns whether a byte of an answer to the last request has come, however the exchange ended. */
    boolean hasAnswerBegun();

    @Override
    void close();
}
