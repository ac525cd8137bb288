/**
 * The only code that reads clocks or sleeps.
 *
 * <p>Rules: every other class is given a {@link primelb.core.time.Ticker} for intervals and deadlines, an
 * {@link java.time.InstantSource} for timestamps that people read, and a {@link primelb.core.time.Sleeper} where
 * waiting is all there is to do. An interval is never taken from the wall clock, since that may be set back. This
 * package depends on nothing.
 */
package primelb.core.time;
