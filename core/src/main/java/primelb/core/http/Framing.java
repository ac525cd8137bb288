package primelb.core.http;

/** How the length of a body is told (RFC 9112 §6.3). */
public sealed interface Framing {
    /** No body at all. */
    Length NONE = new Length(0);

    /**
     * The length is known beforehand.
     *
     * @param bytes 0 or more
     */
    record Length(long bytes) implements Framing {
    }

    /** The body comes in chunks. */
    enum Chunked implements Framing {
        /** The only value. */
        CHUNKED
    }

    /** The body ends with the connection; responses only. */
    enum UntilClose implements Framing {
        /** The only value. */
        UNTIL_CLOSE
    }
}
