/**
 * The library behind the three programs: what balances, forwards, checks health, measures and computes primes.
 *
 * <p>Rules: it needs {@code java.base} only, except where a package says otherwise; it never reads the
 * environment, prints or exits; it creates no thread that its caller did not ask for and cannot end.
 */
package primelb.core;
