/**
 * What "a request fails" means: the kinds of failure, whom each blames, and when another attempt is allowed.
 *
 * <p>Rules: everything here is a pure function of its arguments. The table of {@code docs/failures.md} and
 * {@link primelb.core.forward.ForwardFailure} say the same.
 */
package primelb.core.forward;
