/**
 * The experiment in three phases: all servers up, one stopped, all up again.
 *
 * <p>Rules: phase 2 begins when the balancer says that the server is inactive, phase 3 when it says that it is
 * active again; waiting is in no phase; each phase has its own connections. Whatever happens after the server was
 * stopped, it is started again before the experiment ends. What was expected is computed from what is known of the
 * machines, and the assumption is told with it.
 */
package primelb.client.phases;
