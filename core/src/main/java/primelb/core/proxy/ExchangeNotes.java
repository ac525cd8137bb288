package primelb.core.proxy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import primelb.core.forward.ForwardFailure;
import primelb.core.http.KnownField;
import primelb.core.http.RequestHead;
import primelb.core.jfr.Flight;
import primelb.core.pool.Lease;

/**
 * What is noted of the exchange in work: the one place that counts it, tells whoever listens, and can explain it. For the
 * thread of its connection, one exchange after the other.
 *
 * <p>Names and times of single steps are noted only if somebody wants to know; what is left otherwise costs a few stores.
 */
final class ExchangeNotes {
    private static final System.Logger LOG = System.getLogger("primelb.proxy");

    private final ProxyContext context;
    private final InetAddress client;
    private final List<Exchange.Attempt> attempts = new ArrayList<>(1);
    private ExchangeListener listener;
    private Explanation explanation;
    private Flight.Span span = Flight.Span.UNSEEN;
    private boolean understood;
    private String requestId;
    private String traceId;
    private String method;
    private String target;
    private int status;
    private ForwardFailure cut;
    private long bytes;
    private long begunNanos;
    private long queuedNanos;
    private long firstByteNanos;

    ExchangeNotes(ProxyContext context, InetAddress client) {
        this.context = context;
        this.client = client;
    }

    /** Begins with the first byte of a request. */
    void begin(long nowNanos) {
        listener = context.listener();
        explanation = null;
        understood = false;
        requestId = null;
        traceId = null;
        method = null;
        target = null;
        status = 0;
        cut = null;
        bytes = 0;
        begunNanos = nowNanos;
        queuedNanos = 0;
        firstByteNanos = -1;
        attempts.clear();
    }

    /** Notes what is asked for; the head's bytes are still there. */
    void understood(RequestHead head) {
        understood = true;
        if (listener != null) {
            method = head.method();
            target = head.target();
        }
    }

    /** Notes under which names the request goes to a server. */
    void named(RequestEncoder encoder, RequestHead head) {
        boolean explained = head.has(KnownField.X_LB_EXPLAIN) && mayExplain(head)
                && head.value(head.indexOf(KnownField.X_LB_EXPLAIN)).equals("1");
        if (listener != null || explained) {
            requestId = encoder.requestId(head);
            traceId = encoder.traceId(head);
        }
        if (explained) {
            explanation = new Explanation(requestId, context.policyName());
        }
    }

    private boolean mayExplain(RequestHead head) {
        return switch (context.settings().explainTo()) {
            case NOBODY -> false;
            // A proxy on this machine asks for somebody who may be anywhere.
            case LOOPBACK -> client.isLoopbackAddress() && !head.has(KnownField.X_FORWARDED_FOR)
                    && !head.has(KnownField.FORWARDED);
            case ANYBODY -> true;
        };
    }

    /** Returns what will be told to the client about this exchange, or null, as it mostly is. */
    Explanation explanation() {
        return explanation;
    }

    /** Notes how long the request has waited for room. */
    void queued(long nanos) {
        queuedNanos += nanos;
    }

    /** An attempt begins. */
    void attempting() {
        span = Flight.attempt();
    }

    /** The attempt has the head of an answer. */
    void answered(Lease lease, int answer, int number, long nowNanos) {
        span.end(lease.backend().id(), number, "answered");
        attempted(lease, answer, null, nowNanos);
    }

    /** The attempt has failed. */
    void failed(Lease lease, AttemptFailedException failure, int number, long nowNanos) {
        span.end(lease.backend().id(), number, failure.getMessage());
        attempted(lease, 0, failure.getMessage(), nowNanos);
    }

    private void attempted(Lease lease, int answer, String failure, long nowNanos) {
        if (listener == null && explanation == null) {
            return;
        }
        attempts.add(new Exchange.Attempt(lease.backend().id(), answer, failure, nowNanos - lease.startedNanos()));
    }

    /** Notes the status that the client gets, before the first byte of the answer is written. */
    void answering(int answer) {
        status = answer;
    }

    /** Notes bytes that were written to the client. */
    void wrote(int length) {
        if (status == 0) {
            // The 100 (Continue) is not the answer.
            return;
        }
        if (firstByteNanos < 0 && listener != null) {
            firstByteNanos = context.ticker().nanos() - begunNanos;
        }
        bytes += length;
    }

    /** Notes that the client does not get all of the answer. */
    void cut(ForwardFailure why) {
        cut = why;
    }

    /** Returns what to tell the client about how its request went, as field lines; null where it is not to know. */
    String explained() {
        return explanation == null ? null : explanation.lines(queuedNanos, attempts);
    }

    /** Ends it. Where neither a request was understood nor anything answered, there was none. */
    void end() {
        if (!understood && status == 0) {
            return;
        }
        if (status == 0) {
            cut = cut != null ? cut : ForwardFailure.CLIENT_GONE;
            status = cut.clientStatus();
        }
        long total = context.ticker().nanos() - begunNanos;
        context.stats().countEnded(status, total);
        if (listener != null) {
            tell(new Exchange(requestId, traceId, client.getHostAddress(), method, target, status,
                    cut == null ? null : cut.text(), bytes, attempts, queuedNanos, firstByteNanos, total));
        }
    }

    private void tell(Exchange exchange) {
        try {
            listener.ended(exchange);
        } catch (RuntimeException e) {
            // The exchange has happened; the connection must not suffer.
            LOG.log(System.Logger.Level.ERROR, "the listener failed on an exchange", e);
        }
    }
}
