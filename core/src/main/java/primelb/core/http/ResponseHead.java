package primelb.core.http;

/** A response head, parsed in place and as strictly as a request's: two readers must not see two answers. */
public final class ResponseHead extends Head {
    private int status;
    private int minor;
    private int lineFrom;
    private int reasonFrom;
    private int reasonTo;

    /** Makes an empty head. */
    public ResponseHead() {
    }

    /**
     * Parses the head that lies in the bytes.
     *
     * @param bytes the buffer
     * @param from the first byte of the status line
     * @param end the index behind the empty line, as {@link HeadScanner} found it
     * @param limits how large it may be
     * @throws MalformedHttpException if it is not HTTP/1.x, or ambiguous
     */
    public void parse(byte[] bytes, int from, int end, HeadLimits limits) throws MalformedHttpException {
        begin(bytes);
        int lineEnd = from;
        while (bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        lineEnd--;
        if (lineEnd - from > limits.maxStartLine()) {
            throw new MalformedHttpException(400, "a status line longer than " + limits.maxStartLine() + " bytes");
        }
        parseStatusLine(from, lineEnd);
        parseFields(lineEnd + 2, end, limits);
    }

    private void parseStatusLine(int from, int lineEnd) throws MalformedHttpException {
        byte[] b = bytes();
        boolean shaped = lineEnd - from >= 12 && equalsIgnoreCase(from, from + 7, "http/1.") && b[from] == 'H'
                && (b[from + 7] == '0' || b[from + 7] == '1') && b[from + 8] == ' ';
        if (!shaped) {
            throw new MalformedHttpException(400, "no HTTP/1.x status line");
        }
        lineFrom = from;
        minor = b[from + 7] - '0';
        int value = 0;
        for (int i = from + 9; i < from + 12; i++) {
            if (b[i] < '0' || b[i] > '9') {
                throw new MalformedHttpException(400, "a status that is no number");
            }
            value = value * 10 + b[i] - '0';
        }
        // Some servers leave the space out where they have no reason; nobody can misread that.
        if (value < 100 || value > 599 || lineEnd > from + 12 && b[from + 12] != ' ') {
            throw new MalformedHttpException(400, "a status outside 100..599");
        }
        status = value;
        reasonFrom = Math.min(from + 13, lineEnd);
        reasonTo = lineEnd;
        for (int i = reasonFrom; i < reasonTo; i++) {
            if (!HttpChars.isValue(b[i])) {
                throw new MalformedHttpException(400, "a control character in the status line");
            }
        }
    }

    /** Returns the status, 100 to 599. */
    public int status() {
        return status;
    }

    /** Returns the minor version: 0 or 1. */
    public int minorVersion() {
        return minor;
    }

    /** Returns where the status line begins. */
    public int lineFrom() {
        return lineFrom;
    }

    /** Returns where the reason phrase begins. */
    public int reasonFrom() {
        return reasonFrom;
    }

    /** Returns where the reason phrase ends; it may be empty. */
    public int reasonTo() {
        return reasonTo;
    }

    /** Returns whether this is an interim answer, which another one follows; 101 is final. */
    public boolean interim() {
        return status < 200 && status != 101;
    }

    /**
     * Returns how the body is framed.
     *
     * @param requestMethod the method that this answers: the answer to HEAD has no body whatever it says
     * @throws MalformedHttpException if the framing is ambiguous
     */
    public Framing framing(String requestMethod) throws MalformedHttpException {
        int coding = indexOf(KnownField.TRANSFER_ENCODING);
        long length = contentLength();
        if (coding >= 0) {
            if (length >= 0) {
                throw new MalformedHttpException(400, "both Content-Length and Transfer-Encoding");
            }
            if (minor == 0 || repeats(KnownField.TRANSFER_ENCODING)
                    || !equalsIgnoreCase(valueFrom(coding), valueTo(coding), "chunked")) {
                throw new MalformedHttpException(400, "a Transfer-Encoding other than one chunked in HTTP/1.1");
            }
        }
        if (status < 200 || status == 204 || status == 304 || requestMethod.equals("HEAD")) {
            return Framing.NONE;
        }
        if (coding >= 0) {
            return Framing.Chunked.CHUNKED;
        }
        if (length < 0) {
            return Framing.UntilClose.UNTIL_CLOSE;
        }
        return length == 0 ? Framing.NONE : new Framing.Length(length);
    }

    /** Returns whether the server will take another request on this connection, once the body was read. */
    public boolean keepAlive() {
        return keepsConnection(minor);
    }
}
