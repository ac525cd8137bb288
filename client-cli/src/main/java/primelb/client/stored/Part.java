package primelb.client.stored;

import java.util.List;
import java.util.Optional;

/**
 * One measurement of a result.
 *
 * @param number from 1
 * @param name such as {@code phase 1}, or {@code run}
 * @param title what was the case, such as {@code server2 stopped}; empty for a run
 * @param released when its requests began, in microseconds after those of the first part
 * @param warmup what its warm-up came to, which is in no other number
 * @param totals what its requests came to
 * @param compute for how long the servers say that they computed; empty where they do not say
 * @param spectrum the distribution of the ok requests' response times
 * @param bins what completed when
 * @param samples single requests
 * @param client what the client itself used
 * @param counts three counts of the same requests; empty where nobody else counted
 */
public record Part(int number, String name, String title, long released, Optional<Totals> warmup, Totals totals,
        Optional<Latency> compute, Spectrum spectrum, Bins bins, Samples samples, Client client,
        Optional<Counts> counts) {
    /** When the last request of the part was finished, in microseconds after the release of the first part. */
    public long end() {
        return released + totals.wallMicros();
    }

    /** Response times by percentage of the requests; both columns ascend and are equally long. */
    public record Spectrum(double[] percent, long[] micros) {
    }

    /**
     * What completed in equal parts of the wall time.
     *
     * @param servers the names of the rows of {@code ok}
     * @param ok by server, then by bin
     * @param failed by bin
     */
    public record Bins(long widthMicros, List<String> servers, long[][] ok, long[] failed) {
        /** Returns how many there are. */
        public int count() {
            return failed.length;
        }

        /** Returns for how long one lasts; the last ends with the part, so that it may be shorter or longer. */
        public long width(int bin, long wallMicros) {
            return bin == count() - 1 ? Math.max(1, wallMicros - bin * widthMicros) : widthMicros;
        }
    }

    /**
     * Single requests, each at the same place of every column; times are microseconds after the part's release.
     *
     * @param of how many there were, which may be more than are here
     * @param everyNth of the ok requests every so manieth is here, beside the slowest
     * @param servers who may have answered, empty for nobody
     * @param outcomes what may have become of one: {@code ok}, or a kind of failure
     * @param server places in {@code servers}
     * @param outcome places in {@code outcomes}
     * @param compute for how long the server says that it computed, -1 where it does not say
     */
    public record Samples(long of, long everyNth, List<String> servers, List<String> outcomes, long[] client,
            long[] scheduled, long[] started, long[] finished, long[] server, long[] outcome, long[] compute) {
        /** Returns how many are here. */
        public int count() {
            return client.length;
        }

        /** Returns whether every request is here. */
        public boolean isComplete() {
            return count() == of;
        }

        /** Returns whether one was ok. */
        public boolean isOk(int at) {
            return outcomes.get((int) outcome[at]).equals("ok");
        }

        /** Returns who answered one, empty for nobody. */
        public String serverOf(int at) {
            return servers.get((int) server[at]);
        }

        /** Returns the response time of one. */
        public long responseMicros(int at) {
            return finished[at] - scheduled[at];
        }
    }

    /** What the client itself used. */
    public record Client(double cpuShare, long cores, long longestStallMicros, boolean mayHaveBeenTheLimit,
            String verdict) {
    }
}
