package primelb.client.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.client.text.Printable;
import primelb.core.http.ClientResponse;
import primelb.core.http.ExchangeException;
import primelb.core.time.Ticker;

/** One client: sends while there are tickets, one request at a time, and records each. Used by one thread. */
final class LoadClient implements AutoCloseable {
    private final int number;
    private final Target target;
    private final LoadPlan plan;
    private final Connector connector;
    private final Ticker ticker;
    private final LiveCounts live;
    private final Cancellation cancellation;
    private final List<Sample> samples = new ArrayList<>();
    private Optional<Line> line;
    private int begun;
    private boolean abandoned;

    /**
     * Sends nothing yet.
     *
     * @param firstLine a connection that is open already, for the first request
     */
    LoadClient(int number, Target target, LoadPlan plan, Connector connector, Optional<Line> firstLine,
            Ticker ticker, LiveCounts live, Cancellation cancellation) {
        this.number = number;
        this.target = target;
        this.plan = plan;
        this.connector = connector;
        this.line = firstLine;
        this.ticker = ticker;
        this.live = live;
        this.cancellation = cancellation;
    }

    /** Returns when there are no tickets left, or the run was cancelled. */
    void sendAll(Tickets tickets) {
        while (!cancellation.isRequested()) {
            long now = ticker.nanos();
            if (!tickets.take(begun, now)) {
                return;
            }
            begun++;
            Sample sample = send(plan.pacer().due(now), now);
            if (cancellation.isRequested() && !sample.isOk()) {
                // Torn down by the interruption itself: no fact about the target.
                abandoned = true;
                return;
            }
            samples.add(sample);
            live.record(sample);
        }
    }

    List<Sample> samples() {
        return samples;
    }

    /** Returns whether a request was under way when the run was cancelled. */
    boolean hasAbandoned() {
        return abandoned;
    }

    @Override
    public void close() {
        line.ifPresent(Line::close);
        line = Optional.empty();
    }

    private Sample send(long due, long started) {
        try {
            ClientResponse response = exchange(started + plan.timeout().toNanos());
            String server = response.field("X-Served-By").map(name -> Printable.of(name.strip(), 64)).orElse("");
            long finished = ticker.nanos();
            return new Sample(number, due, started, finished, response.status(), server,
                    target.check().judge(response));
        } catch (ExchangeException e) {
            return failed(due, started, FailureKind.of(e.kind()), e.getMessage());
        } catch (RuntimeException e) {
            return failed(due, started, FailureKind.CLIENT_BUG, e.toString());
        }
    }

    private ClientResponse exchange(long deadline) throws ExchangeException {
        // A connection that its peer closed since the last answer shows here, before anything is sent on it.
        if (line.isPresent() && !line.get().isReusable()) {
            close();
        }
        if (line.isEmpty()) {
            line = Optional.of(connector.open(shorter(plan.connectTimeout(), plan.timeout())));
        }
        boolean keep = false;
        try {
            ClientResponse response = line.get().exchange(target.request(), deadline);
            keep = target.keepAlive();
            return response;
        } finally {
            if (!keep) {
                close();
            }
        }
    }

    private Sample failed(long due, long started, FailureKind kind, String explanation) {
        return new Sample(number, due, started, ticker.nanos(), 0, "", new Outcome.Failed(kind, explanation));
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) <= 0 ? left : right;
    }
}
