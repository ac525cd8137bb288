/**
 * Small JSON endpoints on the JDK's {@code HttpServer}: the balancer's admin port and the prime servers.
 *
 * <p>Rules: this is the only package of core that may use {@code jdk.httpserver}; no type of it is visible
 * outside. A request has its own virtual thread and is read completely before its handler runs: 64 KiB of
 * body at most (413 beyond), 32 KiB of head, 30 s for both together. Paths are matched as they were sent,
 * byte for byte; nothing is decoded before a handler asks for it, and then strictly. Every error a handler
 * reports is {@code application/problem+json} (RFC 9457), and no detail of an unforeseen one is shown. A body
 * that was not read to its end closes the connection. Traffic does not pass here: {@code HttpServer} accepts
 * more than a forwarder may.
 */
package primelb.core.web;
