package primelb.core.http;

import java.nio.charset.StandardCharsets;

/**
 * A request head, parsed in place and strictly: what two readers could understand differently is refused.
 *
 * <p>After {@link #parse} returned, the head has one Host (or none in HTTP/1.0), an unambiguous {@link #framing()} and a
 * target in origin form, or {@code *} with OPTIONS.
 */
public final class RequestHead extends Head {
    /** Letters that a method may have: the longest registered one has 17. */
    private static final int MAX_METHOD = 32;
    private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.ISO_8859_1);

    private int methodFrom;
    private int methodTo;
    private int targetFrom;
    private int targetTo;
    private int authorityFrom;
    private int authorityTo;
    private boolean lacksSlash;
    private int minor;
    private String method = "";
    private Framing framing = Framing.NONE;

    /** Makes an empty head. */
    public RequestHead() {
    }

    /**
     * Parses the head that lies in the bytes.
     *
     * @param bytes the buffer
     * @param from the first byte of the request line
     * @param end the index behind the empty line, as {@link HeadScanner} found it
     * @param limits how large it may be
     * @throws MalformedHttpException if it is refused; the status says how
     */
    public void parse(byte[] bytes, int from, int end, HeadLimits limits) throws MalformedHttpException {
        begin(bytes);
        int lineEnd = from;
        while (bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        lineEnd--;
        parseMethod(from, lineEnd);
        parseTarget(methodTo + 1, lineEnd, limits);
        parseVersion(targetTo + 1, lineEnd);
        parseFields(lineEnd + 2, end, limits);
        toOriginForm();
        checkHost();
        framing = findFraming();
        checkExpect();
    }

    /** Forgets the request before, so that nothing of it is taken for the next one's. */
    public void clear() {
        method = "";
        framing = Framing.NONE;
    }

    /** Returns whether a request can begin with this byte. */
    public static boolean mayBegin(byte first) {
        return HttpChars.isToken(first);
    }

    private void parseMethod(int from, int lineEnd) throws MalformedHttpException {
        byte[] bytes = bytes();
        int i = from;
        while (i < lineEnd && HttpChars.isToken(bytes[i])) {
            i++;
        }
        if (i == from || i == lineEnd || bytes[i] != ' ') {
            throw new MalformedHttpException(400, "a request line without a proper method");
        }
        if (i - from > MAX_METHOD) {
            throw new MalformedHttpException(501, "a method of more than " + MAX_METHOD + " letters");
        }
        methodFrom = from;
        methodTo = i;
        method = Methods.intern(bytes, from, i);
    }

    private void parseTarget(int from, int lineEnd, HeadLimits limits) throws MalformedHttpException {
        byte[] bytes = bytes();
        int i = from;
        while (i < lineEnd && HttpChars.isTarget(bytes[i])) {
            if (bytes[i] == '%' && (i + 2 >= lineEnd
                    || HttpChars.hexDigit(bytes[i + 1]) < 0 || HttpChars.hexDigit(bytes[i + 2]) < 0)) {
                throw new MalformedHttpException(400, "a % without two hexadecimal digits in the target");
            }
            i++;
        }
        if (i == from || i == lineEnd || bytes[i] != ' ') {
            throw new MalformedHttpException(400, "a request line without a proper target and version");
        }
        targetFrom = from;
        targetTo = i;
        if (lineEnd - methodFrom > limits.maxStartLine()) {
            throw new MalformedHttpException(414, "a request line longer than " + limits.maxStartLine() + " bytes");
        }
    }

    private void parseVersion(int from, int lineEnd) throws MalformedHttpException {
        byte[] bytes = bytes();
        boolean shaped = lineEnd - from == VERSION.length + 1 && bytes[from + 4] == '/' && bytes[from + 6] == '.'
                && bytes[from] == 'H' && bytes[from + 1] == 'T' && bytes[from + 2] == 'T' && bytes[from + 3] == 'P';
        if (!shaped || !isDigit(bytes[from + 5]) || !isDigit(bytes[from + 7])) {
            throw new MalformedHttpException(400, "a request line without a proper version");
        }
        if (bytes[from + 5] != '1' || bytes[from + 7] > '1') {
            throw new MalformedHttpException(505, "only HTTP/1.0 and HTTP/1.1 are spoken here");
        }
        minor = bytes[from + 7] - '0';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Turns {@code http://host/path} into host and path; the host of the target wins over the Host field. */
    private void toOriginForm() throws MalformedHttpException {
        byte[] bytes = bytes();
        authorityFrom = -1;
        authorityTo = -1;
        lacksSlash = false;
        if (method.equals("CONNECT")) {
            throw new MalformedHttpException(405, "CONNECT is not offered");
        }
        if (bytes[targetFrom] == '/') {
            return;
        }
        if (targetTo - targetFrom == 1 && bytes[targetFrom] == '*' && method.equals("OPTIONS")) {
            return;
        }
        int scheme = "http://".length();
        if (targetTo - targetFrom <= scheme || !equalsIgnoreCase(targetFrom, targetFrom + scheme, "http://")) {
            throw new MalformedHttpException(400, "a target that does not begin with a slash");
        }
        int i = targetFrom + scheme;
        authorityFrom = i;
        while (i < targetTo && bytes[i] != '/' && bytes[i] != '?') {
            i++;
        }
        authorityTo = i;
        lacksSlash = i == targetTo || bytes[i] == '?';
        targetFrom = i;
        if (!HostSyntax.isValid(bytes, authorityFrom, authorityTo)) {
            throw new MalformedHttpException(400, "an absolute target with an invalid host");
        }
    }

    private void checkHost() throws MalformedHttpException {
        if (repeats(KnownField.HOST)) {
            throw new MalformedHttpException(400, "more than one Host");
        }
        if (!has(KnownField.HOST)) {
            if (minor > 0) {
                throw new MalformedHttpException(400, "no Host");
            }
            return;
        }
        int host = indexOf(KnownField.HOST);
        if (!HostSyntax.isValid(bytes(), valueFrom(host), valueTo(host))) {
            throw new MalformedHttpException(400, "an invalid Host");
        }
        if (authorityFrom >= 0 && !equalsIgnoreCase(valueFrom(host), valueTo(host),
                text(authorityFrom, authorityTo).toLowerCase(java.util.Locale.ROOT))) {
            throw new MalformedHttpException(400, "a target and a Host that differ");
        }
    }

    private Framing findFraming() throws MalformedHttpException {
        int coding = indexOf(KnownField.TRANSFER_ENCODING);
        long length = contentLength();
        if (coding < 0) {
            return length <= 0 ? Framing.NONE : new Framing.Length(length);
        }
        if (length >= 0) {
            throw new MalformedHttpException(400, "both Content-Length and Transfer-Encoding");
        }
        if (minor == 0) {
            throw new MalformedHttpException(400, "Transfer-Encoding in HTTP/1.0");
        }
        if (repeats(KnownField.TRANSFER_ENCODING)) {
            throw new MalformedHttpException(400, "more than one Transfer-Encoding");
        }
        if (!equalsIgnoreCase(valueFrom(coding), valueTo(coding), "chunked")) {
            throw new MalformedHttpException(501, "a Transfer-Encoding other than chunked");
        }
        return Framing.Chunked.CHUNKED;
    }

    private void checkExpect() throws MalformedHttpException {
        int expect = indexOf(KnownField.EXPECT);
        if (expect >= 0 && minor > 0 && (repeats(KnownField.EXPECT)
                || !equalsIgnoreCase(valueFrom(expect), valueTo(expect), "100-continue"))) {
            throw new MalformedHttpException(417, "an Expect other than 100-continue");
        }
    }

    /** Returns the method, as it was written. */
    public String method() {
        return method;
    }

    /** Returns where the target, in origin form, begins. */
    public int targetFrom() {
        return targetFrom;
    }

    /** Returns where the target ends. */
    public int targetTo() {
        return targetTo;
    }

    /** Returns whether a slash belongs before the target's bytes: {@code http://host?query} has none to point to. */
    public boolean lacksSlash() {
        return lacksSlash;
    }

    /** Returns whether the request is about the server as a whole: {@code OPTIONS *}, or of a host without a path. */
    public boolean asksServerItself() {
        return method.equals("OPTIONS")
                && (targetTo == targetFrom || targetTo - targetFrom == 1 && bytes()[targetFrom] == '*');
    }

    /** Returns the target, in origin form, as text. */
    public String target() {
        return lacksSlash ? "/" + text(targetFrom, targetTo) : text(targetFrom, targetTo);
    }

    /** Returns the minor version: 0 or 1. */
    public int minorVersion() {
        return minor;
    }

    /** Returns how the body is framed. */
    public Framing framing() {
        return framing;
    }

    /** Returns whether the client wants to send another request on this connection. */
    public boolean keepAlive() {
        return keepsConnection(minor);
    }

    /** Returns whether the client waits for 100 (Continue) before it sends the body; never in HTTP/1.0. */
    public boolean expectsContinue() {
        return minor > 0 && indexOf(KnownField.EXPECT) >= 0;
    }

    /**
     * Returns whether the client asks to speak another protocol on this connection: HTTP/1.1, without a body. HTTP/2 does
     * not count (h2c): it could not be passed on.
     */
    public boolean asksForUpgrade() {
        int upgrade = indexOf(KnownField.UPGRADE);
        return minor > 0 && upgrade >= 0 && !repeats(KnownField.UPGRADE) && framing == Framing.NONE
                && method.equals("GET") && hasToken(KnownField.CONNECTION, "upgrade")
                && !hasToken(KnownField.UPGRADE, "h2c") && !hasToken(KnownField.UPGRADE, "h2");
    }

    /** Returns whether the client names a host; only one of HTTP/1.0 need not. */
    public boolean namesHost() {
        return authorityFrom >= 0 || has(KnownField.HOST);
    }

    /** Returns where the host that the client names begins, if it names one. */
    public int hostFrom() {
        return authorityFrom >= 0 ? authorityFrom : valueFrom(indexOf(KnownField.HOST));
    }

    /** Returns where the host that the client names ends, if it names one. */
    public int hostTo() {
        return authorityFrom >= 0 ? authorityTo : valueTo(indexOf(KnownField.HOST));
    }

    /** Returns the host that the client names, as it was written, or null where HTTP/1.0 gave none. */
    public String host() {
        return namesHost() ? text(hostFrom(), hostTo()) : null;
    }
}
