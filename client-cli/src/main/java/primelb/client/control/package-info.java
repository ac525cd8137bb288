/**
 * Talks to the rest of the system beside the load: asks the balancer and the servers what they think and counted,
 * and carries out commands that stop and start a server.
 *
 * <p>Rules: every call and every command has a deadline; what cannot be had is said to be missing and never
 * guessed; no request of the load goes through here, so a re-send here cannot falsify a count.
 */
package primelb.client.control;
