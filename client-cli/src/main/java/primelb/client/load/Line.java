package primelb.client.load;

import primelb.core.http.ClientRequest;
import primelb.core.http.ClientResponse;
import primelb.core.http.ExchangeException;

/** One connection of one client, for one exchange at a time. */
public interface Line extends AutoCloseable {
    /**
     * Returns the whole answer to a request that is sent once.
     *
     * @param deadline the ticker's nanoseconds by which the last byte must be there
     */
    ClientResponse exchange(ClientRequest request, long deadline) throws ExchangeException;

    /** Returns whether another request may be sent on it. */
    boolean isReusable();

    @Override
    void close();
}
