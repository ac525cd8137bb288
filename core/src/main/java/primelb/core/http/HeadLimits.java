package primelb.core.http;

/**
 * How large a head may be.
 *
 * @param maxStartLine bytes of the request line or status line
 * @param maxFieldLine bytes of one field line
 * @param maxHead bytes of the whole head
 * @param maxFields field lines
 */
public record HeadLimits(int maxStartLine, int maxFieldLine, int maxHead, int maxFields) {
    /** Of requests: the usual figures of nginx and HAProxy. */
    public static final HeadLimits REQUEST = new HeadLimits(8 * 1024, 8 * 1024, 32 * 1024, 100);
    /** Of responses: servers say more than clients. */
    public static final HeadLimits RESPONSE = new HeadLimits(8 * 1024, 32 * 1024, 64 * 1024, 200);

    /** Refuses a limit under 64 bytes or under one field. */
    public HeadLimits {
        if (maxStartLine < 64 || maxFieldLine < 64 || maxHead < 64 || maxFields < 1) {
            throw new IllegalArgumentException("head limits must be at least 64 bytes and 1 field");
        }
    }
}
