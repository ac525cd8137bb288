package primelb.core.proxy;

import java.io.IOException;
import java.util.concurrent.Executor;

import primelb.core.forward.ForwardFailure;
import primelb.core.http.Framing;
import primelb.core.pool.Lease;
import primelb.core.proxy.ResponseEncoder.Delivery;

/** Passes the answer of a backend on to the client, and sees to what becomes of both connections. */
final class Deliverer {
    private final UpstreamPool upstreams;
    private final Executor threads;
    private final ProxyStats stats;
    private final ResponseEncoder encoder;

    Deliverer(UpstreamPool upstreams, ProxySettings settings, Executor threads, ProxyStats stats) {
        this.upstreams = upstreams;
        this.threads = threads;
        this.stats = stats;
        this.encoder = new ResponseEncoder(settings.viaName());
    }

    /**
     * Passes an answer on, of which the head has been read; ends the lease and the use of the backend's connection.
     *
     * @return whether the client connection can be used again
     */
    boolean deliver(InWork work, Lease lease, UpstreamConnection upstream)
            throws IOException, InterruptedException {
        ClientSession session = work.session();
        session.notes().answering(upstream.head().status());
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
            boolean keep = work.keepAlive() && work.bodyRead() && delivery != Delivery.UNTIL_CLOSE
                    && !session.closing();
            ByteSink out = session.answer();
            out.clear();
            encoder.encode(upstream.head(), delivery, connectionField(work, keep), work.tried().size(),
                    session.notes().explained(), out);
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
            session.notes().cut(ForwardFailure.CLIENT_GONE);
            return false;
        } catch (IOException e) {
            stats.countFailed();
            session.notes().cut(ForwardFailure.BODY_CUT);
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
            work.endUpload();
        }
    }

    private void finishConnection(InWork work, UpstreamConnection upstream) throws IOException, InterruptedException {
        if (work.upload() != null && !work.upload().complete()) {
            upstreams.close(upstream);
            work.endUpload();
            work.session().linger();
        }
    }

    private void tunnel(InWork work, UpstreamConnection upstream) throws IOException, InterruptedException {
        ClientSession session = work.session();
        ByteSink out = session.answer();
        out.clear();
        encoder.encode(upstream.head(), Delivery.AS_IS, "Upgrade", work.tried().size(), session.notes().explained(), out);
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
}
