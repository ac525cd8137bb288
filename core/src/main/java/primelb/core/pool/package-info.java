/**
 * The facade over all backends: who is a member, who is healthy, who is next.
 *
 * <p>Rules: {@link primelb.core.pool.Pool#lease} chooses and counts under one lock, so that shares are exact and no
 * backend ever has more in flight than it takes; states change under the same lock, so that no lease begins on a
 * backend that has been told to go. Whoever has a lease ends it exactly once. Listeners are called after the change,
 * outside the lock; one that throws is logged and stops nothing.
 */
package primelb.core.pool;
