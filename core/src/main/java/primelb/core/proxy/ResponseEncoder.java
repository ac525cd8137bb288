package primelb.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import primelb.core.http.Framing;
import primelb.core.http.KnownField;
import primelb.core.http.ResponseHead;

/** Writes the head that a client gets: the backend's, without the fields of the backend's connection. */
final class ResponseEncoder {
    private static final byte[] CRLF = {'\r', '\n'};
    /** A space and three digits. */
    private static final int STATUS = 4;
    private static final byte[] VERSION = "HTTP/1.1".getBytes(StandardCharsets.ISO_8859_1);

    /** The name of the field that says how many backends were tried, and its colon. */
    static final String ATTEMPTS = "X-Lb-Attempts: ";

    private final byte[] via;

    ResponseEncoder(String viaName) {
        this.via = ("Via: 1.1 " + viaName + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** How the body goes to the client. */
    enum Delivery {
        /** As it comes: its length is known, or there is none. */
        AS_IS,
        /** In chunks. */
        CHUNKED,
        /** Until the connection closes: the client speaks HTTP/1.0 and the length is unknown. */
        UNTIL_CLOSE
    }

    /** Returns how a body of this framing goes to a client of this version. */
    static Delivery delivery(Framing framing, int clientMinor) {
        return switch (framing) {
            case Framing.Length length -> Delivery.AS_IS;
            case Framing.Chunked chunked -> clientMinor == 0 ? Delivery.UNTIL_CLOSE : Delivery.CHUNKED;
            case Framing.UntilClose until -> clientMinor == 0 ? Delivery.UNTIL_CLOSE : Delivery.CHUNKED;
        };
    }

    /**
     * Writes the head.
     *
     * @param head the backend's
     * @param delivery how the body goes to the client
     * @param connection what to say in Connection, or null for nothing
     * @param attempts how many backends were tried, 1 or more
     * @param explained field lines that tell how the request went, or null
     * @param out where to
     */
    void encode(ResponseHead head, Delivery delivery, String connection, int attempts, String explained,
            ByteSink out) {
        byte[] bytes = head.bytes();
        int afterVersion = head.lineFrom() + VERSION.length;
        out.put(VERSION).put(bytes, afterVersion, head.reasonTo() - afterVersion);
        if (head.reasonTo() == afterVersion + STATUS) {
            // The space behind the status is not optional, though some servers leave it out.
            out.put(" ");
        }
        out.put(CRLF);
        Set<String> nominated = HopByHop.nominated(head);
        boolean dropLength = delivery != Delivery.AS_IS || head.status() == 204;
        FieldCopy.of(head, out, i -> {
            KnownField known = head.known(i);
            return !HopByHop.always(known) && !HopByHop.isNominated(nominated, head, i)
                    && !(dropLength && known == KnownField.CONTENT_LENGTH);
        });
        if (delivery == Delivery.CHUNKED) {
            out.put("Transfer-Encoding: chunked\r\n");
        }
        if (head.status() == 101) {
            out.put("Upgrade: ").put(head.value(head.indexOf(KnownField.UPGRADE))).put(CRLF);
        }
        if (connection != null) {
            out.put("Connection: ").put(connection).put(CRLF);
        }
        if (attempts > 1) {
            out.put(ATTEMPTS).putDecimal(attempts).put(CRLF);
        }
        if (explained != null) {
            out.put(explained);
        }
        out.put(via).put(CRLF);
    }
}
