/**
 * The balancer as a library: the pool, its health checks and the traffic path, put together.
 *
 * <p>Rules: {@link primelb.core.balancer.Balancer} is the one class of core that starts threads of its own; it ends all of
 * them, in reverse order. It has no admin port and reads no environment: that is the business of programs.
 */
package primelb.core.balancer;
