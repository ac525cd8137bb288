/**
 * Conditions that a result must meet, such as {@code p99<2s}: how they are written, and whether they hold.
 *
 * <p>Rules: an expression is read completely or refused with the position of what is wrong. A condition that
 * cannot be judged, such as a p99 of ten requests, does not hold. Nothing is judged twice: one verdict is behind
 * the printed line, the JSON and the exit code.
 */
package primelb.client.threshold;
