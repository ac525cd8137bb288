/**
 * Numbers and lines as people read them.
 *
 * <p>Rules: ASCII only; a point for the decimals whatever the locale; a unit with every quantity; at most 80
 * columns where the words allow it. Pure functions.
 */
package primelb.client.text;
