package primelb.client.stored;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Reads what one measurement came to. */
final class PartReader {
    private static final int MAX_SERVERS = 100;
    private static final int MAX_KINDS = 100;
    private static final int MAX_PERCENTILES = 100;
    private static final int MAX_BINS = 1_000;
    private static final int MAX_SAMPLES = 100_000;
    private static final int MAX_POINTS = 1_000;

    private PartReader() {
    }

    static Part part(int number, String name, String title, long released, Members members) throws UnreadableResult {
        Totals totals = members.object("result", PartReader::totals);
        return members.object("detail", detail -> new Part(number, name, title, released,
                members.optionalObject("warmup", PartReader::totals), totals,
                detail.optionalObject("computeMicros", PartReader::latency),
                detail.object("spectrum", PartReader::spectrum), detail.object("bins", PartReader::bins),
                detail.object("samples", PartReader::samples), members.object("client", PartReader::client),
                members.optionalObject("counts", PartReader::counts)));
    }

    static Totals totals(Members members) throws UnreadableResult {
        long sent = members.count("sent");
        long ok = members.count("ok");
        long failed = members.count("failed");
        if (ok > sent || sent - ok != failed) {
            throw members.wrong("sent", "must be ok + failed, got %d + %d and %d".formatted(ok, failed, sent));
        }
        return new Totals(sent, ok, failed, members.count("abandoned"), members.flag("limitReached"),
                members.count("wallMicros"), members.number("throughput"),
                members.optionalObject("latencyMicros", PartReader::latency),
                members.optionalObject("latencyOfAllMicros", PartReader::latency),
                members.objects("servers", MAX_SERVERS, server -> new Totals.Server(server.text("name"),
                        server.count("ok"), server.number("share"),
                        server.optionalObject("latencyMicros", PartReader::latency))),
                members.objects("failures", MAX_KINDS, failure -> new Totals.Failure(failure.text("kind"),
                        failure.count("count"), failure.text("firstExample"))),
                members.optionalObject("serviceMicros", PartReader::latency),
                // Not there in results from before a client could move.
                members.optionalCount("moved").orElse(0), members.optionalCount("sentAgain").orElse(0),
                members.object("rates", PartReader::rates));
    }

    private static Totals.Rates rates(Members members) throws UnreadableResult {
        return new Totals.Rates(members.optionalNumber("offered"), members.number("sent"),
                members.number("completed"), members.flag("keptUp"));
    }

    static Latency latency(Members members) throws UnreadableResult {
        return new Latency(members.count("count"), members.count("min"), members.count("mean"), members.count("max"),
                members.objects("percentiles", MAX_PERCENTILES, each -> new Latency.Percentile(
                        each.number("percentile"), each.count("value"), each.flag("approximate"),
                        each.optionalCount("low"), each.optionalCount("high"))));
    }

    private static Part.Spectrum spectrum(Members members) throws UnreadableResult {
        double[] percent = members.numbers("percent", MAX_POINTS);
        long[] micros = members.column("micros", MAX_POINTS, 0);
        sameLength(members, "micros", micros.length, percent.length);
        for (int at = 0; at < percent.length; at++) {
            boolean ascends = at == 0 || percent[at] > percent[at - 1] && micros[at] >= micros[at - 1];
            if (percent[at] < 0 || percent[at] > 100 || !ascends) {
                throw members.wrong("percent[" + at + "]", "must ascend from 0 to 100, got " + percent[at]);
            }
        }
        return new Part.Spectrum(percent, micros);
    }

    private static Part.Bins bins(Members members) throws UnreadableResult {
        long width = members.count("widthMicros");
        if (width == 0) {
            throw members.wrong("widthMicros", "must be at least 1, got 0");
        }
        long[] failed = members.column("failed", MAX_BINS, 0);
        List<String> servers = new ArrayList<>();
        long[][] ok = members.object("ok", byServer -> {
            var rows = new ArrayList<long[]>();
            for (String server : byServer.object().members().keySet()) {
                if (rows.size() == MAX_SERVERS) {
                    throw members.wrong("ok", "must have at most " + MAX_SERVERS + " members");
                }
                long[] row = byServer.column(server, MAX_BINS, 0);
                sameLength(byServer, server, row.length, failed.length);
                servers.add(server);
                rows.add(row);
            }
            return rows.toArray(long[][]::new);
        });
        return new Part.Bins(width, List.copyOf(servers), ok, failed);
    }

    private static Part.Samples samples(Members members) throws UnreadableResult {
        List<String> servers = members.texts("servers", MAX_SERVERS);
        List<String> outcomes = members.texts("outcomes", MAX_KINDS);
        long[] client = members.column("client", MAX_SAMPLES, 0);
        // A request of a part of a run may have been sent before the part began.
        long[] scheduled = column(members, "scheduled", client.length, -Members.MOST);
        long[] started = column(members, "started", client.length, -Members.MOST);
        long[] finished = column(members, "finished", client.length, 0);
        for (int at = 0; at < client.length; at++) {
            if (started[at] < scheduled[at] || finished[at] < started[at]) {
                throw members.wrong("finished[" + at + "]", "must not be before started, nor that before scheduled");
            }
        }
        return new Part.Samples(members.count("of"), members.count("everyNth"), servers, outcomes, client, scheduled,
                started, finished, places(members, "server", client.length, servers.size()),
                places(members, "outcome", client.length, outcomes.size()), compute(members, client.length));
    }

    private static long[] column(Members members, String name, int length, long least) throws UnreadableResult {
        long[] column = members.column(name, MAX_SAMPLES, least);
        sameLength(members, name, column.length, length);
        return column;
    }

    /** Results of before this column was kept have none. */
    private static long[] compute(Members members, int length) throws UnreadableResult {
        if (members.object().get("computeMicros").isPresent()) {
            return column(members, "computeMicros", length, -1);
        }
        long[] unknown = new long[length];
        Arrays.fill(unknown, -1);
        return unknown;
    }

    private static long[] places(Members members, String name, int length, int below) throws UnreadableResult {
        long[] column = column(members, name, length, 0);
        for (long place : column) {
            if (place >= below) {
                throw members.wrong(name, "must be below %d, got %d".formatted(below, place));
            }
        }
        return column;
    }

    private static void sameLength(Members members, String name, int length, int expected) throws UnreadableResult {
        if (length != expected) {
            throw members.wrong(name, "must have %d elements like its neighbours, got %d".formatted(expected, length));
        }
    }

    private static Part.Client client(Members members) throws UnreadableResult {
        return new Part.Client(members.number("cpuShare"), members.count("cores"),
                members.count("longestStallMicros"), members.flag("mayHaveBeenTheLimit"), members.text("verdict"));
    }

    static Counts counts(Members members) throws UnreadableResult {
        return new Counts(members.count("sent"), members.optionalCount("balancerCounted"),
                members.optionalCount("serversCounted"), members.objects("servers", MAX_SERVERS,
                        server -> server.optionalCount("counted")).stream().anyMatch(OptionalLong::isPresent),
                members.flag("agree"), members.flag("proven"));
    }
}
