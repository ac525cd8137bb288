package primelb.core.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict decoding of {@code %41}: two hexadecimal digits after each percent sign, and UTF-8 in the end. */
final class PercentEncoding {
    private PercentEncoding() {
    }

    /**
     * Returns the text behind a part of a path or query. A plus sign stays a plus sign.
     *
     * @param what names the part in the error
     * @throws ProblemException 400 for a broken escape, an unescaped character outside ASCII, or bad UTF-8
     */
    static String decode(String what, String raw) throws ProblemException {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '%') {
                bytes.put((byte) (hexDigit(what, raw, at + 1) << 4 | hexDigit(what, raw, at + 2)));
                at += 3;
            } else if (c <= ' ' || c >= 0x7f) {
                throw ProblemException.badRequest(what + " has a character at " + at + " that must be percent-encoded");
            } else {
                bytes.put((byte) c);
                at++;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest(what + " is not UTF-8 after percent-decoding");
        }
    }

    private static int hexDigit(String what, String raw, int at) throws ProblemException {
        // Character.digit would accept digits of other scripts.
        char c = at < raw.length() ? raw.charAt(at) : 0;
        int value = c < 0x80 ? Character.digit(c, 16) : -1;
        if (value < 0) {
            throw ProblemException.badRequest(what + " has a broken percent-escape before position " + at);
        }
        return value;
    }
}
