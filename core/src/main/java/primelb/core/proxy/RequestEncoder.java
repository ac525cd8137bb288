package primelb.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.random.RandomGenerator;

import primelb.core.http.Framing;
import primelb.core.http.KnownField;
import primelb.core.http.RequestHead;

/**
 * Writes the head that a backend gets: the client's fields as they came, without those of the client's connection and
 * without its claims about where the request comes from, plus ours. Not safe for several threads.
 */
final class RequestEncoder {
    private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] CRLF = {'\r', '\n'};
    /** Bytes of a client's own X-Request-Id: longer ones are somebody's attempt to fill logs. */
    private static final int MAX_ID = 128;

    private final Origin origin;
    private final byte[] via;
    private final String localHost;
    private final String idPrefix;
    private final DeadlineLine deadline = new DeadlineLine();
    private final TraceParent trace;
    private long requests;
    private boolean traceBegun;
    private boolean named;

    /**
     * Makes the encoder of one client connection.
     *
     * @param origin where the requests come from
     * @param localHost the address that the client connected to, for a request that names no host
     * @param viaName our name in Via
     * @param idPrefix what our names of this connection's requests begin with
     * @param random makes the names of traces
     */
    RequestEncoder(Origin origin, String localHost, String viaName, String idPrefix, RandomGenerator random) {
        this.trace = new TraceParent(random);
        this.origin = origin;
        this.via = ("Via: 1.1 " + viaName + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        this.localHost = localHost;
        this.idPrefix = idPrefix;
    }

    /**
     * Writes the head.
     *
     * @param head the client's
     * @param millisLeft for how long an answer is of use
     * @param out where to
     */
    void encode(RequestHead head, long millisLeft, ByteSink out) {
        byte[] bytes = head.bytes();
        out.put(head.method()).put(head.lacksSlash() ? " /" : " ").put(bytes, head.targetFrom(), head.targetTo() - head.targetFrom()).put(VERSION);
        Set<String> nominated = HopByHop.nominated(head);
        named = hasUsableId(head, nominated);
        boolean traced = hasTrace(head, nominated);
        FieldCopy.of(head, out, i -> {
            KnownField known = head.known(i);
            return !dropped(known, traced) && origin.keeps(known) && !HopByHop.isNominated(nominated, head, i);
        });
        if (!head.has(KnownField.HOST)) {
            out.put("Host: ");
            if (head.namesHost()) {
                out.put(bytes, head.hostFrom(), head.hostTo() - head.hostFrom());
            } else {
                out.put(localHost);
            }
            out.put(CRLF);
        }
        switch (head.framing()) {
            case Framing.Length(long length) -> {
                if (length > 0 || head.has(KnownField.CONTENT_LENGTH)) {
                    out.put("Content-Length: ").putDecimal(length).put(CRLF);
                }
            }
            case Framing.Chunked chunked -> out.put("Transfer-Encoding: chunked\r\n");
            case Framing.UntilClose untilClose -> throw new IllegalStateException("a request that ends by closing");
        }
        if (head.asksForUpgrade()) {
            out.put("Connection: Upgrade\r\nUpgrade: ").put(head.value(head.indexOf(KnownField.UPGRADE))).put(CRLF);
        }
        if (!named) {
            out.put("X-Request-Id: ").put(idPrefix).putDecimal(++requests).put(CRLF);
        }
        traceBegun = !traced;
        if (traceBegun) {
            trace.begin(out);
        }
        deadline.put(millisLeft, out);
        origin.write(head, out);
        out.put(via).put(CRLF);
    }

    /** Says in the head that was written last for how long an answer is of use now, which is no longer than before. */
    void update(long millisLeft, ByteSink out) {
        deadline.update(millisLeft, out);
    }

    /** Returns whether the client has named its request so that the name can be written into any log. */
    private static boolean hasUsableId(RequestHead head, Set<String> nominated) {
        int line = head.indexOf(KnownField.X_REQUEST_ID);
        if (line < 0 || head.repeats(KnownField.X_REQUEST_ID) || HopByHop.isNominated(nominated, head, line)) {
            return false;
        }
        int length = head.valueTo(line) - head.valueFrom(line);
        boolean visible = length > 0 && length <= MAX_ID;
        for (int i = head.valueFrom(line); visible && i < head.valueTo(line); i++) {
            visible = head.bytes()[i] > ' ' && head.bytes()[i] < 0x7f;
        }
        return visible;
    }

    /** Returns whether the client says, once and properly, to which trace its request belongs. */
    private static boolean hasTrace(RequestHead head, Set<String> nominated) {
        int line = head.indexOf(KnownField.TRACEPARENT);
        return line >= 0 && !head.repeats(KnownField.TRACEPARENT) && !HopByHop.isNominated(nominated, head, line)
                && TraceParent.valid(head.bytes(), head.valueFrom(line), head.valueTo(line));
    }

    /** Returns the name of the request that was encoded last, whose head is still there. */
    String requestId(RequestHead head) {
        return named ? head.value(head.indexOf(KnownField.X_REQUEST_ID)) : idPrefix + requests;
    }

    /** Returns the trace of the request that was encoded last, whose head is still there. */
    String traceId(RequestHead head) {
        return traceBegun ? trace.begunTraceId()
                : TraceParent.traceId(head.value(head.indexOf(KnownField.TRACEPARENT)));
    }

    private boolean dropped(KnownField field, boolean traced) {
        return HopByHop.always(field) || switch (field) {
            // The balancer itself answers Expect, and writes the framing and the deadline.
            case EXPECT, CONTENT_LENGTH, X_REQUEST_DEADLINE -> true;
            case X_REQUEST_ID -> !named;
            // What others noted belongs to their trace, not to one that is begun here.
            case TRACEPARENT, TRACESTATE -> !traced;
            default -> false;
        };
    }
}
