package primelb.core.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

import primelb.core.forward.ForwardFailure;
import primelb.core.forward.RetryBudget;
import primelb.core.http.Framing;
import primelb.core.http.TruncatedException;
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
        this.retries = new Retries(pool, settings.retryRules(), stats, budget);
        this.deliverer = new Deliverer(upstreams, settings, threads, stats);
    }

    /** Forwards the session's request and returns whether the client connection can be used again. */
    boolean forward(ClientSession session) throws IOException, InterruptedException {
        InWork work = new InWork(session, session.nanos() + settings.timeouts().total().toNanos());
        if (work.expectsContinue()) {
            session.write(CONTINUE, 0, CONTINUE.length);
        }
        if (work.heldWhole() && work.framing() != Framing.NONE && !readWholeBody(work)) {
            stats.countFailed();
            return session.wire().readExpired()
                    && session.refuse(new LocalAnswer(408, "the body of the request did not arrive in time"));
        }
        AttemptFailedException last = null;
        while (true) {
            Optional<Lease> lease = admission.admit(work);
            if (lease.isEmpty()) {
                return session.wire().departure().gone() ? left() : withoutRoom(work, last);
            }
            stats.countAttempt(work.tried().isEmpty());
            work.tried().add(lease.get().backend());
            UpstreamConnection upstream;
            try {
                upstream = new Attempt(upstreams, settings, threads, work, lease.get().backend()).run();
            } catch (AttemptFailedException e) {
                lease.get().failed(e.failure(), e.getMessage());
                if (!retries.mayFollow(work, lease.get(), e.failure())) {
                    return failed(work, e);
                }
                last = e;
                continue;
            }
            return deliverer.deliver(work, lease.get(), upstream);
        }
    }

    private boolean left() {
        stats.countFailed();
        return false;
    }

    /** Answers a request that no backend has room for; what went wrong at the last one it tried says more than that. */
    private boolean withoutRoom(InWork work, AttemptFailedException last) throws IOException, InterruptedException {
        if (work.deadline() - work.session().nanos() <= 0) {
            return giveUp(work, 504, "every active backend was full until the deadline");
        }
        if (last != null) {
            return failed(work, last);
        }
        return giveUp(work, 503, pool.anyActive() ? "every active backend is full" : "no backend is active");
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

    private boolean failed(InWork work, AttemptFailedException e) throws IOException, InterruptedException {
        work.endUpload();
        if (e.failure() == ForwardFailure.CLIENT_GONE) {
            return left();
        }
        return giveUp(work, e.clientStatus(), e.getMessage());
    }

    private boolean giveUp(InWork work, int status, String detail) throws IOException, InterruptedException {
        stats.countFailed();
        LocalAnswer answer = new LocalAnswer(status, detail);
        ClientSession session = work.session();
        if (work.bodyRead()) {
            return session.answer(answer, work.keepAlive() && !session.closing());
        }
        session.answer(answer, false);
        session.linger();
        return false;
    }
}
