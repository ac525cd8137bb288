package primelb.client.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import primelb.core.http.ExchangeException;
import primelb.core.time.Ticker;

/**
 * The connection of one client, and its way from one balancer to the next when the one it uses is gone.
 *
 * <p>With one balancer nothing is ever sent again. With several, a request moves on if nothing of it was sent (nobody
 * listens, no route, no address, no connection in time), or if it is a GET and the connection ended before the first
 * byte of an answer; to each balancer once at most, within the request's one deadline. Every move is counted. An answer,
 * whichever, and a time that is over are never a reason to move. A client stays where it has moved to. Used by one
 * thread.
 */
final class Route implements AutoCloseable {
    /** A connection that was in use until so lately is not looked at before its next use: that costs a system call. */
    private static final long JUST_USED_NANOS = 1_000_000;

    private final Target target;
    private final LoadPlan plan;
    private final List<? extends Connector> balancers;
    private final Ticker ticker;
    private int at;
    private Line line;
    private long lastUse;
    private int moved;
    private int sentAgain;

    /**
     * Opens nothing yet.
     *
     * @param balancers one or more
     * @param first the place of the one to begin with
     * @param firstLine a connection to it that is open already, for the first request
     */
    Route(Target target, LoadPlan plan, List<? extends Connector> balancers, int first, Optional<Line> firstLine,
            Ticker ticker) {
        this.target = target;
        this.plan = plan;
        this.balancers = List.copyOf(balancers);
        this.at = first;
        this.line = firstLine.orElse(null);
        this.ticker = ticker;
        // Older than anything: the first line was opened some time ago.
        this.lastUse = ticker.nanos() - JUST_USED_NANOS;
    }

    /** Returns the answer to one request that was taken up at this time. */
    Answer exchange(long started) throws ExchangeException {
        moved = 0;
        sentAgain = 0;
        while (true) {
            boolean keep = false;
            try {
                Answer answer = exchangeHere(started);
                keep = target.keepAlive();
                return answer;
            } catch (ExchangeException e) {
                boolean over = ticker.nanos() - started >= plan.timeout().toNanos();
                if (moved == balancers.size() - 1 || over || !mayMove(e)) {
                    throw e;
                }
                moved++;
                sentAgain += e.bytesSent() ? 1 : 0;
                at = (at + 1) % balancers.size();
            } finally {
                if (!keep) {
                    close();
                }
            }
        }
    }

    /** Takes note of when the last exchange was over. */
    void used(long now) {
        lastUse = now;
    }

    /** Returns how often the last request moved on. */
    int moved() {
        return moved;
    }

    /** Returns how many of these moves were of a request that had been sent before. */
    int sentAgain() {
        return sentAgain;
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
            line = null;
        }
    }

    private Answer exchangeHere(long started) throws ExchangeException {
        // A connection that its peer closed since the last answer shows here, before anything is sent on it.
        if (line != null && !(started - lastUse < JUST_USED_NANOS ? line.isReusable() : line.isStillReusable())) {
            close();
        }
        if (line == null) {
            line = balancers.get(at).open(connectTime(started));
        }
        return line.exchange(target.request(), started + plan.timeout().toNanos());
    }

    private Duration connectTime(long started) {
        Duration left = moved == 0 ? plan.timeout() : plan.timeout().minusNanos(ticker.nanos() - started);
        return plan.connectTimeout().compareTo(left) <= 0 ? plan.connectTimeout() : left;
    }

    private boolean mayMove(ExchangeException e) {
        return switch (e.kind()) {
            case UNKNOWN_HOST, NO_ROUTE, REFUSED, CONNECT_TIMEOUT -> true;
            case CLOSED_WITHOUT_ANSWER, RESET -> !e.bytesSent()
                    || target.request().method().equals("GET") && !line.hasAnswerBegun();
            case NOT_ALLOWED, TLS, TRUNCATED, TIMEOUT, MALFORMED, TOO_LARGE, LOCAL -> false;
        };
    }
}
