package primelb.client.summary;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import primelb.client.load.FailureKind;
import primelb.client.load.LoadPlan;
import primelb.client.load.Outcome;
import primelb.client.load.Recording;
import primelb.client.load.Sample;
import primelb.core.stats.Quantiles;

/**
 * What one run came to.
 *
 * @param sent requests that were sent and came to an end
 * @param ok those that got the expected, true answer
 * @param wallNanos from the release of the start barrier to the last completion
 * @param okLatency response times of the ok requests, in nanoseconds
 * @param allLatency response times of all requests, the failed ones at their elapsed time, in nanoseconds
 * @param servers what each server answered, by name
 * @param failures each kind that occurred, with its first example
 * @param timeline what completed in each second after the release
 * @param abandoned requests under way when the run was interrupted; in no other number
 * @param limitReached whether the run ended only because it may not hold more samples
 * @param serviceLatency service times of the ok requests, in nanoseconds: from when a client took a request up, not
 *     from when it was due; in a closed loop the same as the response times
 * @param rates what was due, was sent and came to an end, by the second
 * @param moves how often requests went on to another balancer
 */
public record Summary(int sent, int ok, long wallNanos, Quantiles okLatency, Quantiles allLatency,
        List<ServerShare> servers, List<FailureCount> failures, List<Second> timeline, int abandoned,
        boolean limitReached, Quantiles serviceLatency, Rates rates, Moves moves) {
    /** What stands for a server that did not say who it is. */
    public static final String UNNAMED = "(unnamed)";

    /** What stands for all servers beyond {@link #MAX_SERVERS}. */
    public static final String OTHERS = "(others)";

    /** More names than this come from a server that makes them up. */
    private static final int MAX_SERVERS = 64;

    /**
     * What one server answered.
     *
     * @param name the server by its own account
     * @param ok how many of the ok requests it answered
     * @param share its part of all ok requests, 0..1
     * @param latency response times of those, in nanoseconds
     */
    public record ServerShare(String name, int ok, double share, Quantiles latency) {
    }

    /** How often a kind of failure occurred, and the explanation of the first. */
    public record FailureCount(FailureKind kind, int count, String firstExample) {
    }

    /** What completed in one second: failures, and ok requests by server. */
    public record Second(int second, int failed, Map<String, Integer> okByServer) {
    }

    /** Keeps its own copies and refuses counts that do not add up. */
    public Summary {
        servers = List.copyOf(servers);
        failures = List.copyOf(failures);
        timeline = List.copyOf(timeline);
        int failed = failures.stream().mapToInt(FailureCount::count).sum();
        if (ok + failed != sent) {
            throw new IllegalArgumentException("%d ok + %d failed is not %d sent".formatted(ok, failed, sent));
        }
    }

    /** Returns the sum of the recording of a closed loop. */
    public static Summary of(Recording recording) {
        return of(recording, Rates.closed(recording));
    }

    /** Returns the sum of a recording that was made by this plan; of a part of one, where it was interrupted. */
    public static Summary of(Recording recording, LoadPlan plan, boolean isPart) {
        return of(recording, Rates.of(recording, plan, isPart));
    }

    private static Summary of(Recording recording, Rates rates) {
        List<Sample> samples = recording.samples();
        List<Sample> ok = samples.stream().filter(Sample::isOk).toList();
        List<ServerShare> servers = servers(ok);
        List<String> names = servers.stream().map(ServerShare::name).toList();
        return new Summary(samples.size(), ok.size(), recording.wallNanos(), latencies(ok), latencies(samples),
                servers, failures(samples), timeline(recording, names), recording.abandoned(),
                recording.limitReached(), Quantiles.of(ok.stream().mapToLong(Sample::serviceNanos).toArray()), rates,
                Moves.of(samples));
    }

    /** Returns how many requests failed. */
    public int failed() {
        return sent - ok;
    }

    /** Returns ok requests per second of wall time; 0 when nothing completed. */
    public double throughput() {
        return wallNanos == 0 ? 0 : ok * 1e9 / wallNanos;
    }

    /** Returns what this server answered, empty when it answered nothing. */
    public Optional<ServerShare> server(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    private static Quantiles latencies(List<Sample> samples) {
        return Quantiles.of(samples.stream().mapToLong(Sample::responseNanos).toArray());
    }

    private static List<ServerShare> servers(List<Sample> ok) {
        Map<String, List<Sample>> byName = new TreeMap<>();
        for (Sample sample : ok) {
            String name = nameOf(sample);
            boolean known = byName.containsKey(name) || byName.size() < MAX_SERVERS;
            byName.computeIfAbsent(known ? name : OTHERS, _ -> new ArrayList<>()).add(sample);
        }
        return byName.entrySet().stream().map(entry -> new ServerShare(entry.getKey(), entry.getValue().size(),
                (double) entry.getValue().size() / ok.size(), latencies(entry.getValue()))).toList();
    }

    private static List<FailureCount> failures(List<Sample> samples) {
        Map<FailureKind, FailureCount> byKind = new EnumMap<>(FailureKind.class);
        for (Sample sample : samples) {
            if (sample.outcome() instanceof Outcome.Failed(FailureKind kind, String explanation)) {
                byKind.merge(kind, new FailureCount(kind, 1, explanation), (first, _) ->
                        new FailureCount(kind, first.count() + 1, first.firstExample()));
            }
        }
        return List.copyOf(byKind.values());
    }

    private static List<Second> timeline(Recording recording, List<String> names) {
        int seconds = recording.samples().isEmpty() ? 0 : (int) (recording.wallNanos() / 1_000_000_000L) + 1;
        int[] failed = new int[seconds];
        List<Map<String, Integer>> ok = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            ok.add(new TreeMap<>());
        }
        for (Sample sample : recording.samples()) {
            int second = (int) ((sample.finished() - recording.released()) / 1_000_000_000L);
            if (sample.isOk()) {
                ok.get(second).merge(nameIn(names, sample), 1, Integer::sum);
            } else {
                failed[second]++;
            }
        }
        var timeline = new ArrayList<Second>();
        for (int second = 0; second < seconds; second++) {
            timeline.add(new Second(second, failed[second], ok.get(second)));
        }
        return timeline;
    }

    /** Returns which of a summary's servers answered an ok request. */
    static String nameIn(List<String> servers, Sample sample) {
        String name = nameOf(sample);
        return servers.contains(name) ? name : OTHERS;
    }

    private static String nameOf(Sample sample) {
        return sample.server().isEmpty() ? UNNAMED : sample.server();
    }
}
