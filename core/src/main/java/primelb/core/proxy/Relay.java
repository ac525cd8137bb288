package primelb.core.proxy;

import java.io.IOException;

import primelb.core.http.BodyReader;
import primelb.core.http.Framing;
import primelb.core.http.MalformedHttpException;
import primelb.core.http.TruncatedException;
import primelb.core.pool.Lease;
import primelb.core.proxy.ResponseEncoder.Delivery;

/**
 * Passes a response body on to the client. What was read is written before the next wait, and the head goes out together
 * with the first bytes of the body.
 */
final class Relay {
    private static final int BUFFER = 64 * 1024;
    /** Below this size a slice is copied behind what is to be written; above, a write of its own is cheaper. */
    private static final int COPY = 16 * 1024;

    private final ClientSession session;
    private final UpstreamConnection upstream;
    private final Lease lease;
    private final ByteSink out;

    Relay(ClientSession session, UpstreamConnection upstream, Lease lease, ByteSink out) {
        this.session = session;
        this.upstream = upstream;
        this.lease = lease;
        this.out = out;
    }

    /**
     * Writes what {@code out} holds, the head, and then the body.
     *
     * @throws ClientGoneException if the client cannot be written to
     * @throws TruncatedException if the backend's answer ended or stalled before its end
     * @throws MalformedHttpException if its framing is broken
     * @throws IOException if the backend's connection failed
     */
    void run(Framing framing, Delivery delivery) throws IOException {
        BodyReader body = upstream.body(BUFFER, this::flushAndWait);
        body.start(framing);
        boolean chunked = delivery == Delivery.CHUNKED;
        for (int n = body.next(); n >= 0; n = body.next()) {
            // The backend has done its part for now; how long the client takes must not count against it.
            upstream.wire().readWithoutDeadline();
            if (chunked) {
                out.putHex(n).put("\r\n");
            }
            byte[] bytes = upstream.wire().source().buffer();
            if (n <= COPY) {
                out.put(bytes, body.offset(), n);
            } else {
                flush();
                write(bytes, body.offset(), n);
            }
            if (chunked) {
                out.put("\r\n");
            }
            if (out.size() > COPY) {
                flush();
            }
        }
        if (upstream.wire().readExpired()) {
            // A body that ends by closing has no other sign of its end: a stall must not look like one.
            throw new TruncatedException("the answer stalled");
        }
        if (chunked) {
            out.put("0\r\n\r\n");
        }
        flush();
    }

    private void flushAndWait() throws IOException {
        flush();
        long now = session.nanos();
        lease.responding(now);
        upstream.wire().readBy(now + session.settings().timeouts().responseBody().toNanos());
    }

    private void flush() throws ClientGoneException {
        if (out.size() > 0) {
            write(out.bytes(), 0, out.size());
            out.clear();
        }
    }

    private void write(byte[] bytes, int from, int length) throws ClientGoneException {
        session.write(bytes, from, length);
    }
}
