package primelb.client.calibrate;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import primelb.client.load.Answer;
import primelb.client.load.AnswerCheck;
import primelb.client.load.Connector;
import primelb.client.load.Line;
import primelb.client.load.Outcome;
import primelb.client.load.PrimeTruth;
import primelb.core.http.ClientRequest;
import primelb.core.http.ExchangeException;
import primelb.core.http.Field;
import primelb.core.time.Ticker;

/** Asks over one connection, which is opened anew where the server closed it. Used by one thread; to be closed. */
public final class ServerAsker implements Asker, AutoCloseable {
    private final URI origin;
    private final Connector connector;
    private final Duration timeout;
    private final Duration connectTimeout;
    private final Ticker ticker;
    private Optional<Line> line = Optional.empty();

    /** Asks at this origin, of which only host and port count. */
    public ServerAsker(URI origin, Connector connector, Duration timeout, Duration connectTimeout, Ticker ticker) {
        this.origin = origin;
        this.connector = connector;
        this.timeout = timeout;
        this.connectTimeout = connectTimeout;
        this.ticker = ticker;
    }

    @Override
    public Cost.Told ask(Work work, BigInteger number) throws CalibrationException {
        String path = "/prime/" + number;
        var request = new ClientRequest("GET", path + "?method=" + work.label(),
                List.of(new Field("User-Agent", "primelb-client")), new byte[0]);
        Answer answer = exchange(request);
        var check = new AnswerCheck(Set.of(200), Optional.empty(), PrimeTruth.askedBy(path));
        return switch (check.judge(answer)) {
            case Outcome.Failed(var kind, var explanation) -> throw new CalibrationException(
                    "%s%s does not answer as expected: %s: %s".formatted(origin, shortened(path), kind.label(),
                            explanation), null);
            case Outcome.Ok(int micros) when micros < 0 -> throw new CalibrationException(
                    origin + " does not say for how long it computed (no \"computeMicros\")", null);
            case Outcome.Ok(int micros) -> new Cost.Told(micros * 1000L,
                    answer.server().isEmpty() ? "(unnamed)" : answer.server());
        };
    }

    private Answer exchange(ClientRequest request) throws CalibrationException {
        try {
            if (line.isPresent() && !line.get().isStillReusable()) {
                close();
            }
            if (line.isEmpty()) {
                line = Optional.of(connector.open(connectTimeout));
            }
            return line.get().exchange(request, ticker.nanos() + timeout.toNanos());
        } catch (ExchangeException e) {
            close();
            throw new CalibrationException("%s does not answer: %s".formatted(origin, e.getMessage()), e);
        }
    }

    private static String shortened(String path) {
        return path.length() <= 40 ? path : path.substring(0, 40) + "...";
    }

    @Override
    public void close() {
        line.ifPresent(Line::close);
        line = Optional.empty();
    }
}
