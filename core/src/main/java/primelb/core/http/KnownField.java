package primelb.core.http;

import java.nio.charset.StandardCharsets;

/** The header fields that this code looks at; every other one is only passed on. */
public enum KnownField {
    /** Any other field. */
    OTHER(""),
    CONNECTION("connection"),
    CONTENT_LENGTH("content-length"),
    EXPECT("expect"),
    FORWARDED("forwarded"),
    HOST("host"),
    HTTP2_SETTINGS("http2-settings"),
    KEEP_ALIVE("keep-alive"),
    MAX_FORWARDS("max-forwards"),
    PROXY_AUTHENTICATE("proxy-authenticate"),
    PROXY_AUTHORIZATION("proxy-authorization"),
    PROXY_CONNECTION("proxy-connection"),
    RETRY_AFTER("retry-after"),
    TE("te"),
    TRACEPARENT("traceparent"),
    TRACESTATE("tracestate"),
    TRAILER("trailer"),
    TRANSFER_ENCODING("transfer-encoding"),
    UPGRADE("upgrade"),
    VIA("via"),
    X_FORWARDED_FOR("x-forwarded-for"),
    X_FORWARDED_HOST("x-forwarded-host"),
    X_FORWARDED_PROTO("x-forwarded-proto"),
    X_LB_EXPLAIN("x-lb-explain"),
    X_REQUEST_DEADLINE("x-request-deadline"),
    X_REQUEST_ID("x-request-id");

    private static final KnownField[][] BY_LENGTH = byLength();

    private final byte[] lowerCase;

    KnownField(String lowerCase) {
        this.lowerCase = lowerCase.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static KnownField[][] byLength() {
        KnownField[][] table = new KnownField[32][];
        for (int length = 0; length < table.length; length++) {
            int wanted = length;
            table[length] = java.util.Arrays.stream(values())
                    .filter(field -> field != OTHER && field.lowerCase.length == wanted)
                    .toArray(KnownField[]::new);
        }
        return table;
    }

    /** Returns this field's own bit; there are fewer than 64 fields. */
    long bit() {
        return 1L << ordinal();
    }

    /** Returns the field of this name, compared without case, or {@link #OTHER}. */
    static KnownField of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < BY_LENGTH.length) {
            for (KnownField field : BY_LENGTH[length]) {
                if (matches(field.lowerCase, bytes, from)) {
                    return field;
                }
            }
        }
        return OTHER;
    }

    private static boolean matches(byte[] lowerCase, byte[] bytes, int from) {
        for (int i = 0; i < lowerCase.length; i++) {
            byte b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }
}
