package primelb.core.proxy;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The simplest and strictest reader of one request there can be, independent of the code under test: what it does not
 * expect it refuses with an AssertionError.
 *
 * @param method the method
 * @param target the target
 * @param fields the values by names in lower case; a repeated name is joined by a comma
 * @param body the body without its framing
 * @param length how many characters of the text the request takes
 */
record StrictReader(String method, String target, Map<String, String> fields, String body, int length) {

    /** Returns the request that the text begins with, a byte for each character; or null if it is not all there. */
    static StrictReader read(String text) {
        int headEnd = text.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return null;
        }
        String[] lines = text.substring(0, headEnd).split("\r\n", -1);
        expect(lines[0].matches("[!-~]+ [!-~]+ HTTP/1\\.1"), lines[0]);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            expect(lines[i].matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[ \\t]*[ \\t\\x21-\\x7e\\x80-\\xff]*"), lines[i]);
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            fields.merge(name, lines[i].substring(colon + 1).strip(), (a, b) -> a + "," + b);
        }
        expect(fields.containsKey("host") && !fields.get("host").contains(","), "one Host: " + fields.get("host"));
        String[] start = lines[0].split(" ", -1);
        return body(new StrictReader(start[0], start[1], fields, "", headEnd + 4), text);
    }

    private static StrictReader body(StrictReader head, String text) {
        String coding = head.fields.get("transfer-encoding");
        String length = head.fields.get("content-length");
        expect(coding == null || length == null, "one framing");
        if (coding != null) {
            expect(coding.equals("chunked"), coding);
            return chunks(head, text);
        }
        expect(length == null || length.matches("0|[1-9][0-9]*"), "the length " + length);
        int end = head.length + (length == null ? 0 : Integer.parseInt(length));
        return end > text.length() ? null : head.with(text.substring(head.length, end), end);
    }

    private static StrictReader chunks(StrictReader head, String text) {
        StringBuilder body = new StringBuilder();
        int at = head.length;
        while (true) {
            int lineEnd = text.indexOf("\r\n", at);
            if (lineEnd < 0) {
                return null;
            }
            String size = text.substring(at, lineEnd);
            expect(size.matches("[0-9a-f]{1,7}"), "the chunk size " + size);
            int from = lineEnd + 2;
            int to = from + Integer.parseInt(size, 16);
            if (to + 2 > text.length()) {
                return null;
            }
            expect(text.startsWith("\r\n", to), "CR LF behind a chunk");
            body.append(text, from, to);
            at = to + 2;
            if (to == from) {
                return head.with(body.toString(), at);
            }
        }
    }

    private StrictReader with(String newBody, int newLength) {
        return new StrictReader(method, target, fields, newBody, newLength);
    }

    private static void expect(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError("not strictly one request: " + what);
        }
    }
}
