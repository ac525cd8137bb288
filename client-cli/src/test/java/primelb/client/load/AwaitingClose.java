package primelb.client.load;

import java.time.Duration;
import primelb.core.http.ClientRequest;
import primelb.core.http.ExchangeException;
import primelb.core.testing.Await;

/** Gives a server that closes after each answer the time to do so before the line is looked at again. */
final class AwaitingClose implements Connector {
    private final Connector connector;

    AwaitingClose(Connector connector) {
        this.connector = connector;
    }

    @Override
    public Line open(Duration timeout) throws ExchangeException {
        Line line = connector.open(timeout);
        return new Line() {
            @Override
            public Answer exchange(ClientRequest request, long deadline) throws ExchangeException {
                Answer response = line.exchange(request, deadline);
                Await.until("the close is seen", Duration.ofSeconds(10), () -> !line.isStillReusable());
                return response;
            }

            @Override
            public boolean isReusable() {
                return line.isReusable();
            }

            @Override
            public boolean hasAnswerBegun() {
                return line.hasAnswerBegun();
            }

            @Override
            public boolean isStillReusable() {
                return line.isStillReusable();
            }

            @Override
            public void close() {
                line.close();
            }
        };
    }
}
