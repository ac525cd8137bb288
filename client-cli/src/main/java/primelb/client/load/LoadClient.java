package primelb.client.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import primelb.core.http.ExchangeException;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/** One client: sends while there are tickets, one request at a time, and records each. Used by one thread. */
final class LoadClient implements AutoCloseable {
    private final int number;
    private final Target target;
    private final LoadPlan plan;
    private final Route route;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final LiveCounts live;
    private final Cancellation cancellation;
    private final List<Sample> samples = new ArrayList<>();
    private Answer lastAnswer;
    private Outcome lastOutcome;
    private int begun;
    private boolean abandoned;

    /**
     * Sends nothing yet.
     *
     * @param balancers one or more; clients begin with them in turn, and move on when one is gone
     * @param firstLine a connection to the one that this client begins with, for its first request
     */
    LoadClient(int number, Target target, LoadPlan plan, List<? extends Connector> balancers, Optional<Line> firstLine,
            Ticker ticker, Sleeper sleeper, LiveCounts live, Cancellation cancellation) {
        this.number = number;
        this.target = target;
        this.plan = plan;
        this.route = new Route(target, plan, balancers, number % balancers.size(), firstLine, ticker);
        this.ticker = ticker;
        this.sleeper = sleeper;
        this.live = live;
        this.cancellation = cancellation;
    }

    /** Returns when there are no tickets left, or the run was cancelled. */
    void sendAll(Tickets tickets) {
        try {
            if (plan.pacer() instanceof Pacer.ClosedLoop closed && !closed.ramp().isZero()) {
                awaitDue(tickets.released() + closed.beginAfter(number, plan.clients()), ticker.nanos());
            }
            while (!cancellation.isRequested()) {
                long now = ticker.nanos();
                long after = tickets.take(begun, now);
                if (after == Tickets.NONE) {
                    return;
                }
                long due = tickets.released() + after;
                if (!record(send(due, awaitDue(due, now)))) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            // Cancelled while nothing was under way.
        }
    }

    /** Returns the time at which the waiting, if any, was over. */
    private long awaitDue(long due, long now) throws InterruptedException {
        if (due - now <= 0) {
            return now;
        }
        sleeper.sleep(Duration.ofNanos(due - now));
        return ticker.nanos();
    }

    /** Returns whether the run goes on. */
    private boolean record(Sample sample) {
        if (cancellation.isRequested() && !sample.isOk()) {
            // Torn down by the interruption itself: no fact about the target.
            abandoned = true;
            return false;
        }
        samples.add(sample);
        live.record(sample, begun);
        return true;
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
        route.close();
    }

    private Sample send(long due, long started) {
        begun++;
        try {
            Answer answer = route.exchange(started);
            long finished = ticker.nanos();
            route.used(finished);
            if (answer != lastAnswer) {
                lastOutcome = target.check().judge(answer);
                lastAnswer = answer;
            }
            return new Sample(number, due, started, finished, answer.status(), answer.server(), lastOutcome,
                    route.moved(), route.sentAgain());
        } catch (ExchangeException e) {
            return failed(due, started, FailureKind.of(e.kind()), e.getMessage());
        } catch (RuntimeException e) {
            return failed(due, started, FailureKind.CLIENT_BUG, e.toString());
        }
    }

    private Sample failed(long due, long started, FailureKind kind, String explanation) {
        return new Sample(number, due, started, ticker.nanos(), 0, "", new Outcome.Failed(kind, explanation),
                route.moved(), route.sentAgain());
    }
}
