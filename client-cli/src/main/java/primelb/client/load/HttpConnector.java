package primelb.client.load;

import java.time.Duration;
import primelb.core.http.ClientConnection;
import primelb.core.http.ClientRequest;
import primelb.core.http.ClientResponse;
import primelb.core.http.ExchangeException;
import primelb.core.http.HttpOrigin;
import primelb.core.time.Ticker;

/** Opens real HTTP/1.1 connections, which never re-send. */
public final class HttpConnector implements Connector {
    /** The largest body that is read; an answer about a prime has some hundred bytes. */
    private static final int MAX_BODY_BYTES = 8 << 20;

    private final HttpOrigin origin;
    private final Ticker ticker;

    /** Connects to one origin. */
    public HttpConnector(HttpOrigin origin, Ticker ticker) {
        this.origin = origin;
        this.ticker = ticker;
    }

    @Override
    public Line open(Duration timeout) throws ExchangeException {
        return new HttpLine(ClientConnection.open(origin, timeout, ticker));
    }

    private record HttpLine(ClientConnection connection) implements Line {
        @Override
        public ClientResponse exchange(ClientRequest request, long deadline) throws ExchangeException {
            return connection.exchange(request, deadline, MAX_BODY_BYTES);
        }

        @Override
        public boolean isReusable() {
            return connection.reusable();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
