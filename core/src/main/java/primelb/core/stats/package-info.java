/**
 * Numbers about many measurements: exact quantiles and how far to trust them, counters and histograms of what goes on, and
 * the text in which they are shown to Prometheus.
 *
 * <p>Rules: {@link primelb.core.stats.Quantiles} are exact by nearest rank, so each is a value that was measured; nothing is
 * interpolated, and nothing is averaged over sets. Where there are too many values to keep,
 * {@link primelb.core.stats.LatencyHistogram} counts them in bounded memory and says how far it may be off. Values are longs
 * in the unit of the caller, durations are nanoseconds. What records is safe for any thread; everything else is immutable and
 * pure. This package depends on nothing.
 */
package primelb.core.stats;
