package primelb.core.web;

import java.util.Map;

/**
 * What {@code HttpServer} reads from system properties, once, when it is first used. One given on the command
 * line wins.
 */
final class HttpServerProperties {
    private static final Map<String, String> VALUES = Map.of(
        // Off by default, and then a small answer may wait 40 ms for the peer's delayed acknowledgement.
        "sun.net.httpserver.nodelay", "true",
        // 200 by default: with more clients than that, answered connections would be closed at random.
        "sun.net.httpserver.maxIdleConnections", "10000",
        // No limit by default.
        "jdk.httpserver.maxConnections", "10000",
        "sun.net.httpserver.maxReqHeaderSize", "32768",
        // Seconds, head and body together; no limit by default, so that a silent client would hold its thread.
        "sun.net.httpserver.maxReqTime", "30",
        // Seconds from the complete request to the last byte of its answer: longer than any computation and its
        // waiting may last, so that it ends only clients that do not read.
        "sun.net.httpserver.maxRspTime", "900");

    /** Connections that wait to be accepted; the kernel may have a lower limit. The default of 50 is too few. */
    static final int BACKLOG = 1024;

    private HttpServerProperties() {
    }

    static void set() {
        VALUES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
