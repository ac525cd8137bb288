package primelb.core.http;

/** The syntax of a Host value: {@code name}, {@code name:port}, {@code [v6]} or {@code [v6]:port} (RFC 3986 §3.2.2). */
final class HostSyntax {
    private HostSyntax() {
    }

    /** Returns whether the range is a host with an optional port; not empty, no user info. */
    static boolean isValid(byte[] bytes, int from, int to) {
        int i = from;
        if (i < to && bytes[i] == '[') {
            i++;
            int first = i;
            while (i < to && (HttpChars.hexDigit(bytes[i]) >= 0 || bytes[i] == ':' || bytes[i] == '.')) {
                i++;
            }
            if (i == first || i == to || bytes[i] != ']') {
                return false;
            }
            i++;
        } else {
            while (i < to && isNameByte(bytes[i])) {
                i++;
            }
            if (i == from) {
                return false;
            }
        }
        return i == to || bytes[i] == ':' && isPort(bytes, i + 1, to);
    }

    private static boolean isNameByte(byte b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
                || "-._~!$&'()*+;=%".indexOf(b) >= 0;
    }

    private static boolean isPort(byte[] bytes, int from, int to) {
        if (to - from > 5) {
            return false;
        }
        int port = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            port = port * 10 + bytes[i] - '0';
        }
        return port <= 65535;
    }
}
