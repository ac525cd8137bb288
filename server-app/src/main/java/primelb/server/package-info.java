/**
 * The prime server: computes on a bounded pool, answers over HTTP and announces itself to its balancers.
 *
 * <p>Rules: {@link primelb.server.ServerMain} alone exits; {@link primelb.server.ServerConfig} alone knows the names
 * of settings; {@link primelb.server.PrimeServer} alone creates threads and listeners, and closes them in reverse
 * order. A computation never runs on the thread of its request, and a health check never waits for one.
 */
package primelb.server;
