package primelb.client.load;

import java.time.Duration;
import primelb.core.http.ExchangeException;

/** Opens connections to the target. For use by all clients of a run at once. */
public interface Connector {
    /** Returns a new connection, made within the time given. */
    Line open(Duration timeout) throws ExchangeException;
}
