package primelb.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import primelb.core.json.JsonObject;
import primelb.core.json.JsonWriter;

/**
 * An answer of the balancer itself: an error as problem details (RFC 9457), a success without a body.
 *
 * @param status the status
 * @param detail what happened, in words that contain nothing of the request
 * @param attempts how many backends were tried before; 0 if none was
 */
record LocalAnswer(int status, String detail, int attempts) {
    private static final Map<Integer, String> REASONS = Map.ofEntries(Map.entry(200, "OK"), Map.entry(400, "Bad Request"),
            Map.entry(405, "Method Not Allowed"), Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"), Map.entry(414, "URI Too Long"), Map.entry(417, "Expectation Failed"),
            Map.entry(431, "Request Header Fields Too Large"), Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"), Map.entry(503, "Service Unavailable"), Map.entry(504, "Gateway Timeout"),
            Map.entry(505, "HTTP Version Not Supported"), Map.entry(508, "Loop Detected"));
    private static final byte[] NOTHING = {};
    /** What a client is asked to wait for, in seconds: a probe of an inactive backend comes within 2 s. */
    private static final int RETRY_AFTER = 1;

    /** Makes an answer for which no backend was tried. */
    LocalAnswer(int status, String detail) {
        this(status, detail, 0);
    }

    /**
     * Writes the answer; without its body where it answers HEAD.
     *
     * @param explained field lines that tell how the request went, or null
     */
    void encode(boolean toHead, boolean keepAlive, String explained, ByteSink out) {
        String reason = REASONS.getOrDefault(status, "Error");
        byte[] body = status < 400 ? NOTHING : JsonWriter.compact(JsonObject.builder().put("type", "about:blank").put("title", reason)
                .put("status", status).put("detail", detail).build()).getBytes(StandardCharsets.UTF_8);
        out.put("HTTP/1.1 ").putDecimal(status).put(" ").put(reason).put("\r\n");
        if (body.length > 0) {
            out.put("Content-Type: application/problem+json\r\n");
        }
        out.put("Content-Length: ").putDecimal(body.length).put("\r\n");
        if (status == 503) {
            out.put("Retry-After: ").putDecimal(RETRY_AFTER).put("\r\n");
        }
        if (status == 405 || status == 200) {
            out.put("Allow: GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH\r\n");
        }
        if (attempts > 0) {
            out.put(ResponseEncoder.ATTEMPTS).putDecimal(attempts).put("\r\n");
        }
        if (explained != null) {
            out.put(explained);
        }
        if (!keepAlive) {
            out.put("Connection: close\r\n");
        }
        out.put("\r\n");
        if (!toHead) {
            out.put(body);
        }
    }
}
