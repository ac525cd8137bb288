package primelb.core.json;

/**
 * How much JSON is read before it is refused.
 *
 * @param maxBytes the longest text in bytes of UTF-8, at least 1
 * @param maxDepth how many arrays and objects may be open at once, 1..100 (the reader is recursive, and threads differ)
 */
public record JsonLimits(int maxBytes, int maxDepth) {

    /** For what strangers send: 64 KiB, 16 deep. A full server_up message takes under 3 kB, 1 deep. */
    public static final JsonLimits REQUEST = new JsonLimits(64 * 1024, 16);

    private static final int DEEPEST = 100;

    /** Refuses limits outside their ranges. */
    public JsonLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, got " + maxBytes);
        }
        if (maxDepth < 1 || maxDepth > DEEPEST) {
            throw new IllegalArgumentException("maxDepth must be 1.." + DEEPEST + ", got " + maxDepth);
        }
    }
}
