package primelb.core.proxy;

import java.io.IOException;

import primelb.core.backend.Backend;
import primelb.core.http.BodyReader;
import primelb.core.http.Framing;
import primelb.core.http.HeadLimits;
import primelb.core.http.HeadScanner;
import primelb.core.http.KnownField;
import primelb.core.http.MalformedHttpException;
import primelb.core.http.ResponseHead;

/** One connection to a backend: sends bytes, reads answers. Used by one request at a time. */
final class UpstreamConnection {
    private static final int MAX_INTERIM = 8;

    private final Backend backend;
    private final Wire wire;
    private final HeadScanner scanner;
    private final ResponseHead head = new ResponseHead();
    private Framing framing = Framing.NONE;
    private long idleSinceNanos;
    private boolean closed;

    UpstreamConnection(Backend backend, Wire wire, HeadLimits limits) {
        this.backend = backend;
        backend.meters().connected();
        this.wire = wire;
        this.scanner = new HeadScanner(limits, 400);
    }

    /** Closes it; does nothing the second time. For one thread at a time, like all of it. */
    void close() {
        if (!closed) {
            closed = true;
            backend.meters().disconnected();
            wire.close();
        }
    }

    Wire wire() {
        return wire;
    }

    ResponseHead head() {
        return head;
    }

    /**
     * Reads up to the final head of an answer; interim ones are dropped.
     *
     * @param method what it answers
     * @param upgradeAsked whether 101 (Switching Protocols) is an answer to it
     * @return whether there is one; false if the connection ended before a byte of an answer
     */
    boolean awaitHead(String method, boolean upgradeAsked) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            int length = scanner.await(wire.source());
            if (length < 0) {
                return false;
            }
            int from = wire.source().position();
            head.parse(wire.source().buffer(), from, from + length, scanner.limits());
            framing = head.framing(method);
            wire.source().consume(length);
            if (head.status() == 101 && !(upgradeAsked && head.has(KnownField.UPGRADE) && !head.repeats(KnownField.UPGRADE))) {
                throw new MalformedHttpException(400, "101 without having been asked to switch");
            }
            if (!head.interim()) {
                return true;
            }
        }
        throw new MalformedHttpException(400, "more than " + MAX_INTERIM + " interim answers");
    }

    /** Returns how the body of the answer is framed. */
    Framing framing() {
        return framing;
    }

    BodyReader body(int bufferSize, BodyReader.BeforeWait beforeWait) {
        return new BodyReader(wire.source(), bufferSize, beforeWait);
    }

    /** Notes when the connection became idle. */
    void idleSince(long nanos) {
        idleSinceNanos = nanos;
    }

    long idleSince() {
        return idleSinceNanos;
    }
}
