/**
 * What "a request fails" means: the kinds of failure, whom each blames, and when another attempt is allowed.
 *
 * <p>Rules: everything here depends on its arguments alone; the one thing that remembers, the budget of retries, is told
 * the time. The table of {@code docs/failures.md} and
 * {@link primelb.core.forward.ForwardFailure} say the same.
 */
package primelb.core.forward;
