package primelb.core.proxy;

import java.io.IOException;

import primelb.core.http.Framing;
import primelb.core.pool.Lease;

/**
 * The answer of a server that was full, kept unread while another server is asked: the client gets it if nothing better
 * comes. For its server the request is over.
 */
final class HeldAnswer {
    private final Lease lease;
    private final UpstreamConnection upstream;

    HeldAnswer(Lease lease, UpstreamConnection upstream) {
        this.lease = lease;
        this.upstream = upstream;
        lease.close();
        upstream.wire().readWithoutDeadline();
    }

    /** Passes the answer on after all; it must not be dropped then. */
    boolean deliver(Deliverer deliverer, InWork work) throws IOException, InterruptedException {
        return deliverer.deliver(work, lease, upstream);
    }

    /** Gives the answer up; its connection is kept if all of the answer has come with the head. */
    void drop(UpstreamPool upstreams) {
        if (upstream.head().keepAlive() && upstream.framing() instanceof Framing.Length(long body)
                && upstream.wire().source().available() == body) {
            upstream.wire().source().consume((int) body);
            upstreams.give(lease.backend(), upstream);
        } else {
            upstreams.close(upstream);
        }
    }
}
