/**
 * What can be said of the Java runtime and the process it runs in, under the names that Prometheus' own clients use.
 *
 * <p>Rules: nothing is measured here, only read when it is asked for; asking takes about a millisecond. This package alone
 * uses the modules {@code java.management} and {@code jdk.management}.
 */
package primelb.core.jvm;
