/**
 * Tells on stderr how far a run is, while it runs.
 *
 * <p>Rules: it reads live counts and disturbs no measurement; what it says is an estimate, and the result says it
 * exactly afterwards; nothing is written where nobody looks.
 */
package primelb.client.progress;
