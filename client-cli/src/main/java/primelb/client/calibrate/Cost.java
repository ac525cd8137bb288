package primelb.client.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What a number cost, as the servers tell it.
 *
 * @param answers how many requests it was asked in, one after another
 * @param meanNanos the mean
 * @param minNanos the least
 * @param maxNanos the most
 * @param servers who answered, by name
 */
public record Cost(int answers, long meanNanos, long minNanos, long maxNanos, List<String> servers) {
    /** Keeps its own copy. */
    public Cost {
        servers = List.copyOf(servers);
    }

    /** One answer about the number. */
    public record Told(long nanos, String server) {
    }

    static Cost of(List<Told> told) {
        long[] nanos = told.stream().mapToLong(Told::nanos).sorted().toArray();
        var servers = new TreeSet<String>();
        told.forEach(answer -> servers.add(answer.server()));
        return new Cost(nanos.length, Math.round(Arrays.stream(nanos).average().orElseThrow()), nanos[0],
                nanos[nanos.length - 1], List.copyOf(servers));
    }
}
