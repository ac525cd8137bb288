/**
 * Compares results of the same work, measured under two conditions.
 *
 * <p>Rules: the run is the sample. A figure of a run, such as its throughput or its p99, is one value; requests of one
 * run are never set against requests of another as if they were independent. With fewer than
 * {@link primelb.client.compare.Shift#FEWEST} runs a side nothing is concluded, and that is said. What did other work,
 * or work of another size, is refused and not compared.
 */
package primelb.client.compare;
