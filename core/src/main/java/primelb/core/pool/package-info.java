/**
 * The facade over all backends: who is a member, who is healthy, who is next.
 *
 * <p>Rules: {@link primelb.core.pool.Pool#lease} chooses and counts under one lock, so that shares are exact and no
 * backend ever has more in flight than it takes. Whoever has a lease ends it exactly once. Listeners are called after
 * the change, outside the lock.
 */
package primelb.core.pool;
