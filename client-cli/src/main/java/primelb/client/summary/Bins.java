package primelb.client.summary;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import primelb.client.load.Recording;
import primelb.client.load.Sample;

/**
 * What completed in equal parts of a run's wall time: finer than a second where it was short, coarser where it was
 * long. The last part ends with the run: it may be shorter or longer by a half, since in a very short one the rate
 * would be that of the last completion, which is always in it.
 *
 * @param widthNanos the length of a part
 * @param ok the ok requests that each server answered in each part
 * @param failed the requests that failed in each part
 */
public record Bins(long widthNanos, SequencedMap<String, List<Integer>> ok, List<Integer> failed) {
    /** As many as a chart can show beside each other. */
    private static final int MOST = 120;

    /** Fewer requests in a part than this jump up and down by chance. */
    private static final int FULL = 10;

    private static final long LEAST_WIDTH = 1_000_000L;

    /** Keeps its own copies. */
    public Bins {
        ok = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ok));
        failed = List.copyOf(failed);
    }

    /** Returns the parts of a recording, by the servers that its summary names, in its order. */
    static Bins of(Recording recording, List<String> servers) {
        long wall = recording.wallNanos();
        long width = width(wall, Math.clamp(recording.samples().size() / FULL, 1, MOST));
        int count = recording.samples().isEmpty() ? 0
                : Math.toIntExact(Math.max(1, (2 * wall + width) / (2 * width)));
        var ok = new LinkedHashMap<String, int[]>();
        servers.forEach(server -> ok.put(server, new int[count]));
        int[] failed = new int[count];
        for (Sample sample : recording.samples()) {
            int at = (int) Math.min(count - 1, (sample.finished() - recording.released()) / width);
            (sample.isOk() ? ok.get(Summary.nameIn(servers, sample)) : failed)[at]++;
        }
        var lists = new LinkedHashMap<String, List<Integer>>();
        ok.forEach((server, counts) -> lists.put(server, Arrays.stream(counts).boxed().toList()));
        return new Bins(width, lists, Arrays.stream(failed).boxed().toList());
    }

    /** Returns the first of 1, 2, 5, 10, 20 ... ms of which no more than so many are needed. */
    private static long width(long wall, int most) {
        for (long decade = LEAST_WIDTH; ; decade *= 10) {
            for (int step : new int[] {1, 2, 5}) {
                if (Math.ceilDiv(wall, step * decade) <= most) {
                    return step * decade;
                }
            }
        }
    }
}
