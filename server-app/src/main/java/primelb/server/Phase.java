package primelb.server;

/** Where the server is in its life. */
enum Phase {
    /** Takes requests. */
    ACCEPTING,
    /** Takes requests that are on their way, but asks for no more: the health check fails. */
    LEAVING,
    /** Finishes what it has begun and takes nothing new. */
    REFUSING
}
