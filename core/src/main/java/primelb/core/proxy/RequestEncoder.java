package primelb.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Set;

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

    private final Origin origin;
    private final byte[] via;
    private final String localHost;

    /**
     * Makes the encoder of one client connection.
     *
     * @param origin where the requests come from
     * @param localHost the address that the client connected to, for a request that names no host
     * @param viaName our name in Via
     */
    RequestEncoder(Origin origin, String localHost, String viaName) {
        this.origin = origin;
        this.via = ("Via: 1.1 " + viaName + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        this.localHost = localHost;
    }

    void encode(RequestHead head, ByteSink out) {
        byte[] bytes = head.bytes();
        out.put(head.method()).put(" ").put(bytes, head.targetFrom(), head.targetTo() - head.targetFrom()).put(VERSION);
        Set<String> nominated = HopByHop.nominated(head);
        FieldCopy.of(head, out, i -> {
            KnownField known = head.known(i);
            return !dropped(known) && origin.keeps(known) && !HopByHop.isNominated(nominated, head, i);
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
        origin.write(head, out);
        out.put(via).put(CRLF);
    }

    private static boolean dropped(KnownField field) {
        return HopByHop.always(field) || switch (field) {
            // The balancer itself answers Expect, and writes the framing.
            case EXPECT, CONTENT_LENGTH -> true;
            default -> false;
        };
    }
}
