/**
 * Small JSON endpoints over HTTP/1.1: the balancer's admin port and the prime servers.
 *
 * <p>Rules: requests are read by the strict parser of {@code primelb.core.http}; no type of it is visible outside, but
 * the fields. A connection has its own virtual thread, and a request is read completely before its handler runs: 64 KiB of
 * body at most (413 beyond), 32 KiB of head, 30 s for both together and for each pause between requests. Paths are matched
 * as they were sent, byte for byte; nothing is decoded before a handler asks for it, and then strictly. Every error is
 * {@code application/problem+json} (RFC 9457), and no detail of an unforeseen one is shown. A body that was not read to
 * its end closes the connection. A handler that takes long may look whether its client is still there. Traffic does not
 * pass here: a request and its answer are held whole.
 */
package primelb.core.web;
