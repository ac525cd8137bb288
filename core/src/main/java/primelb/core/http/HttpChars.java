package primelb.core.http;

/** The character classes of RFC 9110 §5.6 and RFC 9112, as tables over single bytes. */
final class HttpChars {
    private static final byte TOKEN = 1;
    private static final byte VALUE = 2;
    private static final byte TARGET = 4;
    private static final byte[] CLASSES = classes();

    private HttpChars() {
    }

    private static byte[] classes() {
        byte[] table = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean alphanumeric = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0) {
                table[c] |= TOKEN;
            }
            // obs-text (0x80 and above) may be passed on in values, as Latin-1 bytes.
            if (c == '\t' || c >= ' ' && c != 0x7f) {
                table[c] |= VALUE;
            }
            if (c > ' ' && c < 0x7f && "\"<>\\^`{|}#".indexOf(c) < 0) {
                table[c] |= TARGET;
            }
            // Not allowed by RFC 3986, yet sent raw by every browser and passed on by every peer; none of them
            // can end a line or a target.
            if ("\"<>\\^`{|}".indexOf(c) >= 0) {
                table[c] |= TARGET;
            }
        }
        return table;
    }

    /** Returns whether the byte may stand in a token: a method or a field name. */
    static boolean isToken(byte b) {
        return (CLASSES[b & 0xff] & TOKEN) != 0;
    }

    /** Returns whether the byte may stand in a field value. */
    static boolean isValue(byte b) {
        return (CLASSES[b & 0xff] & VALUE) != 0;
    }

    /** Returns whether the byte may stand in a request target: visible ASCII, no fragment sign. */
    static boolean isTarget(byte b) {
        return (CLASSES[b & 0xff] & TARGET) != 0;
    }

    /** Returns the value of a hexadecimal digit, or -1. */
    static int hexDigit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && consistsOf(text, TOKEN);
    }

    static boolean isFieldValue(String text) {
        return consistsOf(text, VALUE);
    }

    private static boolean consistsOf(String text, byte kind) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0xff || (CLASSES[c] & kind) == 0) {
                return false;
            }
        }
        return true;
    }
}
