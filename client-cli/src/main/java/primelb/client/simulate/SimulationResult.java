package primelb.client.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one policy makes of a scenario; of the requests after the warm-up.
 *
 * @param policy its name
 * @param complete whether the simulation came to its end
 * @param arrived requests
 * @param ok those that were answered
 * @param failed those that were not, by the status that the client gets
 * @param seconds from the first arrival to the last end, in virtual time
 * @param latency of those that were answered
 * @param fairness how evenly what the servers can do was used
 * @param queues how much waiting there was
 * @param retries what was sent more than once
 * @param events how many events the simulation took, warm-up included
 */
public record SimulationResult(String policy, boolean complete, long arrived, long ok, Map<Integer, Long> failed,
        double seconds, Latency latency, Fairness fairness, Queues queues, Retries retries, long events) {
    /** The percentiles that are told. */
    public static final List<Double> PERCENTILES = List.of(10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.5, 99.9, 99.95, 99.99,
            99.999);

    /**
     * Times from arrival to answer in nanoseconds; the percentiles are off by 0.1 % at most.
     *
     * @param percentiles by percentage; those with less than one request beyond them are left out
     */
    public record Latency(double mean, long min, long max, Map<Double, Long> percentiles) {
        /** Returns a percentile, or the greatest time where there were too few requests for it. */
        public long percentile(double percent) {
            return percentiles.getOrDefault(percent, max);
        }
    }

    /**
     * Shares of the servers, in terms of what they would get if all were used alike.
     *
     * @param jain the index of Jain, 1/n to 1: the squared sum of the shares by n times the sum of their squares
     * @param least the smallest share
     * @param most the greatest
     */
    public record Fairness(double jain, double least, double most) {
    }

    /**
     * Waiting.
     *
     * @param atServer which part of the attempts found no free worker
     * @param mostAtServer the most requests that were at one server at once, those in work included
     * @param found how many attempts found so many requests at their server, from 0 on
     * @param inLine which part of the requests waited at a balancer
     * @param mostInLine the most that did so at once
     */
    public record Queues(double atServer, int mostAtServer, long[] found, double inLine, int mostInLine) {
    }

    /**
     * Further attempts.
     *
     * @param attempts all, the first ones included
     * @param retries those after the first of a request
     * @param refused how often there was none because of the budget
     */
    public record Retries(long attempts, long retries, long refused) {
    }

    static SimulationResult of(String policy, Scenario scenario, Tally tally, boolean complete, long events) {
        Map<Integer, Long> failed = new TreeMap<>();
        for (int status = 0; status < tally.failedWith.length; status++) {
            if (tally.failedWith[status] > 0) {
                failed.put(status, tally.failedWith[status]);
            }
        }
        double seconds = Math.max(0, tally.lastEnd - Math.max(0, tally.firstArrival)) / 1e9;
        long attempts = Math.max(1, tally.attempts);
        return new SimulationResult(policy, complete, tally.arrived, tally.latency.count(), failed, seconds,
                latency(tally.latency), fairness(scenario, tally.answeredBy),
                new Queues((double) tally.queuedAtServer / attempts, tally.mostAtServer, trimmed(tally.foundAtServer),
                        (double) tally.waitedInLine / Math.max(1, tally.arrived), tally.mostInLine),
                new Retries(tally.attempts, tally.retries, tally.retriesRefused), events);
    }

    private static Latency latency(Histogram times) {
        Map<Double, Long> percentiles = new TreeMap<>();
        for (double percent : PERCENTILES) {
            if (times.count() * (100 - percent) / 100 >= 1 - 1e-9) {
                percentiles.put(percent, times.quantile(percent / 100));
            }
        }
        return new Latency(times.mean(), times.min(), times.max(), percentiles);
    }

    private static Fairness fairness(Scenario scenario, long[] answered) {
        double all = Arrays.stream(answered).sum();
        if (all == 0) {
            return new Fairness(1, 1, 1);
        }
        List<Double> shares = new ArrayList<>(answered.length);
        double capacity = scenario.servers().capacity();
        for (int server = 0; server < answered.length; server++) {
            double part = scenario.servers().speed(server) * scenario.servers().workers() / capacity;
            shares.add(answered[server] / all / part);
        }
        double sum = shares.stream().mapToDouble(share -> share).sum();
        double squares = shares.stream().mapToDouble(share -> share * share).sum();
        return new Fairness(sum * sum / (shares.size() * squares), shares.stream().min(Double::compare).orElseThrow(),
                shares.stream().max(Double::compare).orElseThrow());
    }

    private static long[] trimmed(long[] found) {
        int length = found.length;
        while (length > 1 && found[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(found, length);
    }

    /** Returns how many requests failed. */
    public long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how many requests were answered in a second. */
    public double throughput() {
        return seconds > 0 ? ok / seconds : 0;
    }
}
