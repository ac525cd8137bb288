/**
 * Finds primes whose computation costs a server a given time.
 *
 * <p>Rules: the cost is what a server says that it computed ({@code computeMicros}), the mean of requests one after
 * another, so that a processor limit of the server shows as it does under load; every answer is checked; a prime is
 * told with the cost that was seen for it and never with the cost that was wanted.
 */
package primelb.client.calibrate;
