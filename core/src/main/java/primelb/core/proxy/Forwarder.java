package primelb.core.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;

import primelb.core.forward.ForwardFailure;
import primelb.core.forward.RetryRules;
import primelb.core.http.Framing;
import primelb.core.http.TruncatedException;
import primelb.core.pool.Lease;
import primelb.core.pool.Place;
import primelb.core.pool.Pool;
import primelb.core.proxy.ResponseEncoder.Delivery;

/** Forwards one request: chooses a backend, tries, tries another where the rules allow, and passes the answer on. */
final class Forwarder {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Pool pool;
    private final UpstreamPool upstreams;
    private final ProxySettings settings;
    private final Executor threads;
    private final ProxyStats stats;
    private final ResponseEncoder encoder;

    Forwarder(Pool pool, UpstreamPool upstreams, ProxySettings settings, Executor threads, ProxyStats stats) {
        this.pool = pool;
        this.upstreams = upstreams;
        this.settings = settings;
        this.threads = threads;
        this.stats = stats;
        this.encoder = new ResponseEncoder(settings.viaName());
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
            Optional<Lease> lease = pool.lease(work.tried());
            if (lease.isEmpty()) {
                lease = waitForRoom(work);
            }
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
                RetryRules.Next next = settings.retryRules()
                        .after(e.failure(), work.repeatable(), work.replayable(), work.tried().size());
                if (next != RetryRules.Next.OTHER_BACKEND) {
                    return failed(work, e);
                }
                last = e;
                continue;
            }
            return deliver(work, lease.get(), upstream);
        }
    }

    /** Waits in the pool's line; returns empty if that came to nothing, or the client has left meanwhile. */
    private Optional<Lease> waitForRoom(InWork work) throws InterruptedException {
        Optional<Place> place = pool.queue(work.tried());
        if (place.isEmpty()) {
            return Optional.empty();
        }
        ClientSession session = work.session();
        Departure client = session.wire().departure();
        long now = session.nanos();
        client.arm(now, work.minorVersion() > 0 && !session.wire().encrypted(), place.get()::leave);
        try {
            Optional<Lease> lease = place.get().await(Math.max(1, work.deadline() - now));
            client.disarm();
            if (client.gone()) {
                lease.ifPresent(Lease::close);
                return Optional.empty();
            }
            return lease;
        } finally {
            client.disarm();
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
        endUpload(work);
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

    private boolean deliver(InWork work, Lease lease, UpstreamConnection upstream)
            throws IOException, InterruptedException {
        ClientSession session = work.session();
        boolean reusable = false;
        try {
            if (upstream.head().status() == 101) {
                tunnel(work, upstream);
                return false;
            }
            if (work.upload() != null) {
                work.upload().settle();
            }
            Framing framing = upstream.framing();
            Delivery delivery = ResponseEncoder.delivery(framing, work.minorVersion());
            // An answer that comes before the request has ended ends the connection: the rest is not waited for.
            boolean keep = work.keepAlive() && work.bodyRead() && delivery != Delivery.UNTIL_CLOSE && !session.closing();
            ByteSink out = session.answer();
            out.clear();
            encoder.encode(upstream.head(), delivery, connectionField(work, keep), out);
            boolean upstreamKeeps = upstream.head().keepAlive() && framing != Framing.UntilClose.UNTIL_CLOSE;
            new Relay(session, upstream, lease, out).run(framing, delivery);
            stats.countAnswered();
            reusable = upstreamKeeps && work.bodyRead() && upstream.wire().source().available() == 0;
            if (!keep) {
                finishConnection(work, upstream);
            }
            return keep;
        } catch (ClientGoneException e) {
            stats.countFailed();
            return false;
        } catch (IOException e) {
            stats.countFailed();
            lease.failed(ForwardFailure.BODY_CUT, ForwardFailure.BODY_CUT.text());
            // Not in order: whatever the client has so far must not look like all of it.
            session.wire().reset();
            return false;
        } finally {
            if (reusable) {
                upstreams.give(lease.backend(), upstream);
            } else {
                upstreams.close(upstream);
            }
            // A lease that has failed has ended; closing it again does nothing.
            lease.close();
            endUpload(work);
        }
    }

    private void finishConnection(InWork work, UpstreamConnection upstream) throws IOException, InterruptedException {
        if (work.upload() != null && !work.upload().complete()) {
            upstreams.close(upstream);
            endUpload(work);
            work.session().linger();
        }
    }

    private void tunnel(InWork work, UpstreamConnection upstream) throws IOException, InterruptedException {
        ClientSession session = work.session();
        ByteSink out = session.answer();
        out.clear();
        encoder.encode(upstream.head(), Delivery.AS_IS, "Upgrade", out);
        session.write(out.bytes(), 0, out.size());
        stats.countAnswered();
        new Tunnel(session, upstream.wire()).run(threads);
    }

    private static String connectionField(InWork work, boolean keep) {
        if (!keep) {
            return "close";
        }
        return work.minorVersion() == 0 ? "keep-alive" : null;
    }

    /** Waits until nothing reads from the client any more; the connection to the backend is closed, or all was sent. */
    private static void endUpload(InWork work) throws InterruptedException {
        if (work.upload() != null) {
            work.upload().stop();
        }
    }
}
