/**
 * Simulates the system in virtual time: balancers that decide with the classes of {@code core} as they are, and servers
 * that are a queue with workers.
 *
 * <p>Rules: what is chosen, who is healthy, what is tried again and who waits is never decided here, but by
 * {@link primelb.core.pool.Pool}, {@link primelb.core.health.HealthMonitor} and
 * {@link primelb.core.pool.FurtherAttempts}. One thread, no clock, no I/O: time is the time of the next event, and all
 * chance comes from the seed, so the same scenario gives the same result to the last digit. Times are nanoseconds from the
 * first moment at which a request may arrive. What concerns each request costs no search and keeps its data in columns,
 * so that ten million of them take seconds.
 */
package primelb.client.simulate;
