package primelb.core.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

import primelb.core.forward.ForwardFailure;
import primelb.core.forward.RetryBudget;
import primelb.core.http.Framing;
import primelb.core.http.TruncatedException;
import primelb.core.pool.FurtherAttempts;
import primelb.core.pool.Lease;
import primelb.core.pool.Pool;

/** Forwards one request: chooses a backend, tries, tries another where the rules allow, and passes the answer on. */
final class Forwarder {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Pool pool;
    private final UpstreamPool upstreams;
    private final ProxySettings settings;
    private final Executor threads;
    private final ProxyStats stats;
    private final Admission admission;
    private final Retries retries;
    private final Deliverer deliverer;

    Forwarder(Pool pool, UpstreamPool upstreams, ProxySettings settings, Executor threads, ProxyStats stats,
            RetryBudget budget) {
        this.pool = pool;
        this.upstreams = upstreams;
        this.settings = settings;
        this.threads = threads;
        this.stats = stats;
        this.admission = new Admission(pool);
        this.retries = new Retries(pool, new FurtherAttempts(pool, settings.retryRules(), budget), stats);
        this.deliverer = new Deliverer(upstreams, settings, threads, stats);
    }

    /** Returns whether a request may be taken from a backend that has gone silent; it is tried again then. */
    boolean mayLeaveSilent(long nowNanos) {
        return pool.anyActive() && retries.mayLeaveSilent(nowNanos);
    }

    /**
     * Forwards the session's request.
     *
     * @param deadline when the head of an answer must be there, over all attempts
     * @return whether the client connection can be used again
     */
    boolean forward(ClientSession session, long deadline) throws IOException, InterruptedException {
        InWork work = new InWork(session, deadline, pool.looksAtKeys() ? settings.hashKey() : HashKey.NONE);
        if (work.expectsContinue()) {
            session.write(CONTINUE, 0, CONTINUE.length);
        }
        if (work.heldWhole() && work.framing() != Framing.NONE && !readWholeBody(work)) {
            stats.countFailed();
            return session.wire().readExpired()
                    && session.refuse(new LocalAnswer(408, "the body of the request did not arrive in time"));
        }
        return attempt(work);
    }

    private boolean attempt(InWork work) throws IOException, InterruptedException {
        AttemptFailedException last = null;
        HeldAnswer held = null;
        boolean another = true;
        ExchangeNotes notes = work.session().notes();
        try {
            Optional<Lease> next = admit(work);
            while (next.isPresent()) {
                Lease lease = next.get();
                boolean first = work.tried().isEmpty();
                stats.countAttempt(first);
                if (!first) {
                    lease.backend().meters().retried();
                }
                work.tried().add(lease.backend());
                notes.attempting();
                try {
                    UpstreamConnection upstream =
                            new Attempt(upstreams, settings, threads, work, lease.backend()).run();
                    held = drop(held);
                    long now = work.session().nanos();
                    lease.answered(upstream.head().status(), now);
                    notes.answered(lease, upstream.head().status(), work.tried().size(), now);
                    next = elsewhere(work, upstream);
                    if (next.isEmpty()) {
                        return deliverer.deliver(work, lease, upstream);
                    }
                    held = new HeldAnswer(lease, upstream);
                } catch (AttemptFailedException e) {
                    notes.failed(lease, e, work.tried().size(), work.session().nanos());
                    lease.failed(e.failure(), e.getMessage());
                    last = e;
                    another = retries.mayFollow(work, lease, e.failure());
                    next = another ? admit(work) : Optional.empty();
                }
            }
            work.endUpload();
            if (hasLeft(work, last)) {
                stats.countFailed();
                return false;
            }
            HeldAnswer answer = held;
            held = null;
            return answer != null ? answer.deliver(deliverer, work) : giveUp(work, last, another);
        } finally {
            drop(held);
        }
    }

    private Optional<Lease> admit(InWork work) throws InterruptedException {
        if (work.session().notes().explanation() != null) {
            work.session().notes().explanation().choosing(pool.backends(), work.tried());
        }
        return admission.admit(work);
    }

    private Optional<Lease> elsewhere(InWork work, UpstreamConnection full) {
        Explanation explanation = work.session().notes().explanation();
        if (explanation == null) {
            return retries.elsewhere(work, full.head());
        }
        explanation.choosing(pool.backends(), work.tried());
        Optional<Lease> next = retries.elsewhere(work, full.head());
        if (next.isEmpty()) {
            explanation.stayed();
        }
        return next;
    }

    private HeldAnswer drop(HeldAnswer held) {
        if (held != null) {
            held.drop(upstreams);
        }
        return null;
    }

    private static boolean hasLeft(InWork work, AttemptFailedException last) {
        return work.session().wire().departure().gone()
                || last != null && last.failure() == ForwardFailure.CLIENT_GONE;
    }

    /**
     * Answers a request that has no answer of a backend.
     *
     * @param last what went wrong at the last backend, or null
     * @param inLine whether the request would have gone to another one, but got none
     */
    private boolean giveUp(InWork work, AttemptFailedException last, boolean inLine)
            throws IOException, InterruptedException {
        if (inLine && work.deadline() - work.session().nanos() <= 0) {
            return answer(work, 504, "every active backend was full until the deadline");
        }
        if (last != null) {
            return answer(work, last.clientStatus(), last.getMessage());
        }
        return answer(work, 503, pool.anyActive() ? "every active backend is full" : "no backend is active");
    }

    /** Appends the body to the request; returns false if it did not come whole. */
    private static boolean readWholeBody(InWork work) throws IOException {
        ClientSession session = work.session();
        session.startBody(work.framing());
        try {
            for (int n = session.nextOfBody(); n >= 0; n = session.nextOfBody()) {
                session.request().put(session.wire().source().buffer(), session.bodyOffset(), n);
            }
        } catch (TruncatedException e) {
            return false;
        }
        return true;
    }

    private boolean answer(InWork work, int status, String detail) throws IOException, InterruptedException {
        stats.countFailed();
        LocalAnswer answer = new LocalAnswer(status, detail, work.tried().size());
        ClientSession session = work.session();
        if (work.bodyRead()) {
            return session.answer(answer, work.keepAlive() && !session.closing());
        }
        session.answer(answer, false);
        session.linger();
        return false;
    }
}
