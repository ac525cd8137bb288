package primelb.core.proxy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import primelb.core.http.KnownField;
import primelb.core.http.RequestHead;

/**
 * Writes the fields that tell a backend where a request comes from. What a client says of itself is believed, and passed
 * on with our own view behind it, only if the client is a proxy that is trusted; anyone else may write anything.
 */
final class Origin {
    private static final byte[] CRLF = {'\r', '\n'};

    private final String address;
    private final boolean trusted;
    private final boolean encrypted;
    private final byte[] fixed;

    /**
     * Makes the fields of one client connection.
     *
     * @param client the client's address
     * @param encrypted whether it speaks TLS
     * @param settings who is trusted, and our name
     */
    Origin(InetAddress client, boolean encrypted, ProxySettings settings) {
        this.address = client.getHostAddress();
        this.encrypted = encrypted;
        this.trusted = settings.trustedProxies().stream().anyMatch(range -> range.contains(client));
        this.fixed = (trusted ? "" : "X-Forwarded-For: " + address + "\r\nX-Forwarded-Proto: " + protocol() + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private String protocol() {
        return encrypted ? "https" : "http";
    }

    /** Returns whether the client's own line of this field goes to the backend as it came. */
    boolean keeps(KnownField field) {
        return switch (field) {
            case X_FORWARDED_HOST, X_FORWARDED_PROTO, FORWARDED -> trusted;
            case X_FORWARDED_FOR -> false;
            default -> true;
        };
    }

    void write(RequestHead head, ByteSink out) {
        out.put(fixed);
        if (trusted) {
            out.put("X-Forwarded-For: ");
            for (int i = 0; i < head.fieldCount(); i++) {
                if (head.known(i) == KnownField.X_FORWARDED_FOR) {
                    out.put(head.bytes(), head.valueFrom(i), head.valueTo(i) - head.valueFrom(i)).put(", ");
                }
            }
            out.put(address).put(CRLF);
            if (!head.has(KnownField.X_FORWARDED_PROTO)) {
                out.put("X-Forwarded-Proto: ").put(protocol()).put(CRLF);
            }
        }
        if (head.namesHost() && !(trusted && head.has(KnownField.X_FORWARDED_HOST))) {
            out.put("X-Forwarded-Host: ").put(head.bytes(), head.hostFrom(), head.hostTo() - head.hostFrom()).put(CRLF);
        }
    }
}
