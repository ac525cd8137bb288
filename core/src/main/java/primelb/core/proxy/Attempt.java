package primelb.core.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

import primelb.core.backend.Backend;
import primelb.core.forward.ForwardFailure;
import primelb.core.forward.RetryRules;
import primelb.core.http.ExchangeException;
import primelb.core.http.MalformedHttpException;
import primelb.core.http.TruncatedException;

/** One try at one backend: a connection, the request, and the head of the answer. */
final class Attempt {
    private final UpstreamPool upstreams;
    private final ProxySettings settings;
    private final Executor threads;
    private final InWork work;
    private final Backend backend;

    Attempt(UpstreamPool upstreams, ProxySettings settings, Executor threads, InWork work, Backend backend) {
        this.upstreams = upstreams;
        this.settings = settings;
        this.threads = threads;
        this.work = work;
        this.backend = backend;
    }

    /**
     * Sends the request and returns the connection, with the head of the answer read.
     *
     * @throws AttemptFailedException if there is no usable answer; the connection is closed then
     */
    UpstreamConnection run() throws AttemptFailedException {
        // A method that must not be repeated gets a fresh connection, to which "closed just now" cannot happen.
        boolean reuse = work.repeatable() && !work.upgrade();
        Optional<UpstreamConnection> pooled = reuse ? upstreams.take(backend) : Optional.empty();
        if (pooled.isPresent()) {
            try {
                return exchangeHeads(pooled.get(), ForwardFailure.STALE_CONNECTION);
            } catch (AttemptFailedException e) {
                RetryRules.Next next = settings.retryRules()
                        .after(e.failure(), work.repeatable(), work.replayable(), work.tried().size());
                if (next != RetryRules.Next.SAME_BACKEND) {
                    throw e;
                }
            }
        }
        return exchangeHeads(connect(), ForwardFailure.NO_ANSWER);
    }

    private UpstreamConnection connect() throws AttemptFailedException {
        Duration left = Duration.ofNanos(Math.max(1, work.deadline() - work.session().nanos()));
        boolean totalFirst = left.compareTo(settings.timeouts().connect()) < 0;
        Duration timeout = totalFirst ? left : settings.timeouts().connect();
        try {
            return upstreams.connect(backend, timeout);
        } catch (ExchangeException e) {
            throw new AttemptFailedException(switch (e.kind()) {
                case UNKNOWN_HOST -> ForwardFailure.UNKNOWN_HOST;
                case NO_ROUTE -> ForwardFailure.NO_ROUTE;
                case REFUSED, RESET -> ForwardFailure.REFUSED;
                case CONNECT_TIMEOUT, TIMEOUT ->
                        totalFirst ? ForwardFailure.TOTAL_TIMEOUT : ForwardFailure.CONNECT_TIMEOUT;
                case NOT_ALLOWED -> ForwardFailure.NOT_ALLOWED;
                case TLS -> ForwardFailure.TLS_FAILED;
                case LOCAL, CLOSED_WITHOUT_ANSWER, TRUNCATED, MALFORMED, TOO_LARGE -> ForwardFailure.OWN_TROUBLE;
            }, null);
        }
    }

    private UpstreamConnection exchangeHeads(UpstreamConnection upstream, ForwardFailure ifSilent)
            throws AttemptFailedException {
        long now = work.session().nanos();
        long response = settings.timeouts().response().toNanos();
        boolean totalFirst = work.deadline() - now < response;
        long left = totalFirst ? work.deadline() - now : response;
        upstream.wire().readBy(now + left);
        work.session().updateDeadline(left);
        send(upstream);
        AttemptFailedException failure = awaitHead(upstream, ifSilent,
                totalFirst ? ForwardFailure.TOTAL_TIMEOUT : ForwardFailure.ANSWER_TIMEOUT);
        if (failure == null) {
            return upstream;
        }
        upstreams.close(upstream);
        throw failure;
    }

    private void send(UpstreamConnection upstream) {
        ByteSink request = work.session().request();
        try {
            if (!work.heldWhole()) {
                // The body has a thread of its own, which reads from the client and writes to the backend.
                work.session().wire().share();
                upstream.wire().share();
            }
            upstream.wire().write(request.bytes(), 0, request.size());
        } catch (IOException e) {
            // A server may answer and close before it has read all: what it said is looked at before this failure is,
            // and where it said nothing, reading fails in its turn.
            return;
        }
        if (!work.heldWhole()) {
            work.streaming(new Upload(work.session(), upstream, work.framing()));
            threads.execute(work.upload());
        }
    }

    /** Returns whether the request can go to another backend while it waits for this one. */
    private boolean canLeave() {
        return settings.retryRules().after(ForwardFailure.SILENT, work.repeatable(), work.replayable(),
                work.tried().size()) == RetryRules.Next.OTHER_BACKEND;
    }

    /** Returns why there is no usable head, or null if there is one. */
    private AttemptFailedException awaitHead(UpstreamConnection upstream, ForwardFailure ifSilent,
            ForwardFailure ifLate) {
        ForwardFailure failure;
        String detail = null;
        boolean complete = false;
        boolean abandoned;
        Departure client = work.session().wire().departure();
        long now = work.session().nanos();
        try {
            if (work.upload() == null) {
                client.arm(now, work.minorVersion() > 0 && !work.session().wire().encrypted(),
                        upstream.wire()::close, canLeave() ? backend : null);
            }
            work.session().turns().giveWay(now);
            complete = upstream.awaitHead(work.method(), work.upgrade());
            failure = ifSilent;
        } catch (MalformedHttpException e) {
            failure = ForwardFailure.BAD_ANSWER;
            detail = e.getMessage();
        } catch (TruncatedException e) {
            failure = ForwardFailure.NO_ANSWER;
            detail = "the head was cut short";
        } catch (IOException e) {
            failure = upstream.wire().source().available() == 0 ? ifSilent : ForwardFailure.NO_ANSWER;
            detail = e.getMessage();
        } finally {
            abandoned = client.disarm();
        }
        if (abandoned) {
            // Also where the head came just then: its connection is closed, and another backend has the whole answer.
            return new AttemptFailedException(ForwardFailure.SILENT, null);
        }
        if (complete) {
            return null;
        }
        if (client.gone()) {
            return new AttemptFailedException(ForwardFailure.CLIENT_GONE, null);
        }
        if (work.upload() != null && work.upload().failure() != null) {
            return work.upload().failure();
        }
        boolean late = upstream.wire().readExpired() || upstream.wire().writeExpired();
        return late ? new AttemptFailedException(ifLate, null) : new AttemptFailedException(failure, detail);
    }
}
