/**
 * Health checks: when a backend is probed, how one probe is made, and how many results flip its state.
 *
 * <p>Rules: {@link primelb.core.health.Health} is a pure value; {@link primelb.core.health.HealthMonitor#runDue} is a
 * function of the time it is given and says when it wants to be called again. An active backend whose traffic shows
 * life within the interval (2 s) is not probed; one that owes an answer and has been silent for the stall time (3 s)
 * is. One that is not active is probed at 100 ms, doubling to 2 s, each ±20 %. A probe uses a connection of its own,
 * and there are never two in flight to one backend. A probe that fails through the balancer's own fault changes
 * nothing. Policies are unknown here.
 */
package primelb.core.health;
