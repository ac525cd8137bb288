/**
 * Events for Java Flight Recorder: attempts, changes of state, probes.
 *
 * <p>Rules: {@link primelb.core.jfr.Flight} is the only way in. It costs next to nothing while nobody records, and nothing
 * at all in a runtime without the module {@code jdk.jfr}, which no other package uses. Nothing of core is used here.
 */
package primelb.core.jfr;
