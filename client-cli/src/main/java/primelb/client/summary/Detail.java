package primelb.client.summary;

import java.util.List;
import primelb.client.load.Recording;
import primelb.client.load.Sample;
import primelb.core.stats.Quantiles;

/**
 * What a result keeps beside its summary, so that it can be drawn. Its size is bounded, however long the run was.
 *
 * @param compute for how long the servers say that they computed each ok answer, in nanoseconds; empty where they
 *     do not say
 * @param spectrum the distribution of the ok requests' response times
 * @param bins what completed when
 * @param kept single requests
 */
public record Detail(Quantiles compute, Spectrum spectrum, Bins bins, Kept kept) {
    /** Returns the details of a recording whose summary this is. */
    public static Detail of(Recording recording, Summary summary) {
        long[] compute = recording.samples().stream().mapToInt(Sample::computeMicros).filter(micros -> micros >= 0)
                .mapToLong(micros -> micros * 1000L).toArray();
        List<String> servers = summary.servers().stream().map(Summary.ServerShare::name).toList();
        return new Detail(Quantiles.of(compute), Spectrum.of(summary.okLatency()), Bins.of(recording, servers),
                Kept.of(recording, servers));
    }
}
