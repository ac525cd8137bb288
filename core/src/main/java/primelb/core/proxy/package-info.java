/**
 * The traffic path: a listener with a virtual thread for each connection, and the forwarding of one request after the
 * other to a backend of the pool.
 *
 * <p>Rules: a request reaches a backend only when its head was understood without ambiguity; bodies are streamed, never
 * held whole (up to 64 kB are kept, so that a request can be sent again); every wait has a deadline, kept by one sweeper
 * for all connections; nothing is sent again once a byte of an answer has reached the client. Blocking code, one thread
 * for a connection, a second one only while a large request body is on its way.
 */
package primelb.core.proxy;
