/**
 * What the balancer knows of one server: its address, what it announced, its state and its counters.
 *
 * <p>Rules: the state is one immutable {@link primelb.core.backend.BackendStatus}, changed only by events through a
 * pure transition; a result that was started in an older generation is dropped. Nothing here does I/O or reads a
 * clock.
 */
package primelb.core.backend;
