package primelb.client.summary;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import primelb.client.load.Recording;
import primelb.client.load.Sample;

/**
 * The single requests that a result keeps: all of them up to {@link #MOST}, else the first failed ones, the slowest
 * ok ones, and every so manieth of the rest. No other number is made from them; they are there to be looked at.
 *
 * @param servers the servers that the summary names
 * @param samples those that are kept, in the order in which they finished
 * @param of how many there were
 * @param everyNth of the ok requests that are not among the slowest, every so manieth is kept; 1 is all of them
 */
public record Kept(List<String> servers, List<Sample> samples, int of, int everyNth) {
    /** The most that are kept. */
    public static final int MOST = 10_000;

    /** The most failed requests that are kept where not all requests are. */
    public static final int MOST_FAILED = 2_000;

    /** How many of the slowest ok requests are kept where not all requests are. */
    public static final int SLOWEST = 1_000;

    /** Keeps its own copy. */
    public Kept {
        servers = List.copyOf(servers);
        samples = List.copyOf(samples);
    }

    /** Returns who answered a request, as the summary names the servers; empty where there was no answer. */
    public String serverOf(Sample sample) {
        return sample.status() == 0 ? "" : Summary.nameIn(servers, sample);
    }

    /** Returns what is kept of a recording, by the servers that its summary names. */
    static Kept of(Recording recording, List<String> servers) {
        List<Sample> all = recording.samples();
        if (all.size() <= MOST) {
            return new Kept(servers, all, all.size(), 1);
        }
        var chosen = new BitSet(all.size());
        IntStream.range(0, all.size()).filter(at -> !all.get(at).isOk()).limit(MOST_FAILED).forEach(chosen::set);
        int[] fromSlowest = IntStream.range(0, all.size()).filter(at -> all.get(at).isOk()).boxed()
                .sorted(Comparator.comparingLong((Integer at) -> all.get(at).responseNanos()).reversed())
                .mapToInt(Integer::intValue).toArray();
        int slowest = Math.min(SLOWEST, fromSlowest.length);
        IntStream.range(0, slowest).forEach(at -> chosen.set(fromSlowest[at]));
        // By when they finished again, so that every time of the run has its part.
        int[] rest = IntStream.range(slowest, fromSlowest.length).map(at -> fromSlowest[at]).sorted().toArray();
        int everyNth = Math.max(1, Math.ceilDiv(rest.length, MOST - MOST_FAILED - SLOWEST));
        for (int at = 0; at < rest.length; at += everyNth) {
            chosen.set(rest[at]);
        }
        var samples = new ArrayList<Sample>(chosen.cardinality());
        chosen.stream().forEach(at -> samples.add(all.get(at)));
        return new Kept(servers, samples, all.size(), everyNth);
    }
}
