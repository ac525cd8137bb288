package primelb.core.http;

import java.nio.charset.StandardCharsets;

/** The methods of RFC 9110, as shared strings, and what may be done with them. */
public final class Methods {
    private static final String[] COMMON = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"};

    private Methods() {
    }

    /** Returns the method as text, without making a string of a common one. */
    static String intern(byte[] bytes, int from, int to) {
        for (String method : COMMON) {
            if (equals(method, bytes, from, to)) {
                return method;
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean equals(String method, byte[] bytes, int from, int to) {
        if (method.length() != to - from) {
            return false;
        }
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether a request may be sent again after it may have been processed: GET, HEAD and OPTIONS. PUT and
     * DELETE are idempotent by the letter; servers that count them are common, so they are not repeated.
     */
    public static boolean repeatable(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }
}
