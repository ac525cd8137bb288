/**
 * Numbers about many measurements: exact quantiles and how far to trust them.
 *
 * <p>Rules: quantiles are exact by nearest rank, so each is a value that was measured; nothing is interpolated, and
 * nothing is averaged over sets. Values are longs in the unit of the caller. Everything here is immutable and pure.
 * This package depends on nothing.
 */
package primelb.core.stats;
