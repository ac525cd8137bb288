package primelb.client.stored;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.json.JsonValue;

/** Reads results, from files or as they were made a moment ago. */
public final class ResultReader {
    /** A file of 10,000 single requests in each of a hundred parts is smaller. */
    private static final int MAX_BYTES = 64 << 20;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_PARTS = 100;
    private static final int MAX_TRANSITIONS = 200;
    private static final int MAX_REPETITIONS = 1_000;
    private static final int MAX_ARGUMENTS = 1_000;
    private static final int MAX_CONDITIONS = 1_000;

    private ResultReader() {
    }

    /**
     * Returns the result that a file holds.
     *
     * @throws UnreadableResult also where the file cannot be read
     */
    public static StoredResult read(Path file) throws UnreadableResult {
        String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
        JsonValue json;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UnreadableResult("%s must be at most %d bytes, it has %d".formatted(
                        name, MAX_BYTES, Files.size(file)));
            }
            json = JsonReader.read(Files.readAllBytes(file), new JsonLimits(MAX_BYTES, MAX_DEPTH));
        } catch (IOException e) {
            throw new UnreadableResult("cannot read " + file + ": " + e);
        } catch (JsonSyntaxException e) {
            throw new UnreadableResult(name + " is not JSON: " + e.getMessage());
        }
        if (!(json instanceof JsonObject object)) {
            throw new UnreadableResult(name + " is not a result: it is no JSON object");
        }
        return of(name, object);
    }

    /** Returns the result in a JSON object. */
    public static StoredResult of(String name, JsonObject json) throws UnreadableResult {
        var members = new Members(name + ": ", json);
        String schema = members.text("schema");
        return switch (schema) {
            case "primelb.run/1" -> run(name, members);
            case "primelb.phases/1" -> phases(name, members);
            default -> throw members.wrong("schema",
                    "must be primelb.run/1 or primelb.phases/1, got '" + schema + "'");
        };
    }

    private static StoredResult run(String name, Members members) throws UnreadableResult {
        Part part = PartReader.part(1, "run", "", 0, members);
        return new StoredResult(name, StoredResult.Kind.RUN, members.flag("interrupted"), Optional.empty(),
                members.object("environment", ResultReader::origin), members.object("plan", ResultReader::work),
                Optional.empty(), List.of(part), Optional.empty(), List.of(), List.of(), Optional.empty(),
                members.objects("thresholds", MAX_CONDITIONS, ResultReader::condition), members.flag("pass"));
    }

    private static StoredResult phases(String name, Members members) throws UnreadableResult {
        List<Part> parts = members.objects("phases", MAX_PARTS, phase -> {
            int number = Math.toIntExact(Math.min(Integer.MAX_VALUE, phase.count("number")));
            return PartReader.part(number, "phase " + number, phase.text("title"), phase.count("releasedMicros"),
                    phase);
        });
        String stopped = members.object("control", control -> control.text("server"));
        var marks = new ArrayList<StoredResult.Mark>();
        members.objects("transitions", MAX_TRANSITIONS, transition -> {
            String kind = transition.text("kind");
            long issued = transition.whole("issuedMicros");
            marks.add(new StoredResult.Mark(issued, kind + " of " + stopped + " issued"));
            marks.add(new StoredResult.Mark(Math.addExact(issued, transition.count("noticedMicros")),
                    "balancer noticed the " + kind));
            return kind;
        });
        marks.sort(Comparator.comparingLong(StoredResult.Mark::micros));
        return new StoredResult(name, StoredResult.Kind.PHASES, members.flag("interrupted"),
                members.optionalText("trouble"), members.object("environment", ResultReader::origin),
                members.object("plan", ResultReader::work),
                members.optionalObject("system", system -> facts(stopped, system)), parts,
                members.optionalObject("whole", whole -> new StoredResult.Whole(
                        whole.object("result", PartReader::totals),
                        whole.optionalObject("counts", PartReader::counts))),
                members.objects("repetitions", MAX_REPETITIONS, ResultReader::repetition), marks,
                members.optionalObject("speedup", speedup -> new StoredResult.Ideal(speedup.number("ideal"),
                        speedup.text("assumption"), speedup.flag("warning"))),
                members.objects("thresholds", MAX_CONDITIONS, ResultReader::condition), members.flag("pass"));
    }

    private static StoredResult.Origin origin(Members members) throws UnreadableResult {
        return new StoredResult.Origin(members.text("date"), members.texts("commandLine", MAX_ARGUMENTS),
                members.text("client"), members.text("jdk"), members.text("system"), members.count("cpus"),
                members.text("processor"));
    }

    private static StoredResult.Work work(Members members) throws UnreadableResult {
        return new StoredResult.Work(members.text("url"), members.optionalTexts("otherUrls", MAX_ARGUMENTS),
                members.text("method"), members.flag("keepAlive"),
                members.count("clients"), members.object("stop", ResultReader::stop), members.text("loop"),
                members.optionalNumber("offeredPerSecond"), members.count("rampMillis"),
                members.count("timeoutMillis"));
    }

    private static StoredResult.Repetition repetition(Members members) throws UnreadableResult {
        return new StoredResult.Repetition(members.count("number"), members.flag("complete"),
                members.optionalNumber("speedup"), members.objects("phases", MAX_PARTS, phase ->
                        new StoredResult.RepeatedPart(phase.count("number"), phase.count("sent"), phase.count("ok"),
                                phase.count("failed"), phase.count("wallMicros"), phase.number("throughput"),
                                phase.optionalObject("latencyMicros", PartReader::latency))));
    }

    private static String stop(Members members) throws UnreadableResult {
        String rule = members.text("rule");
        return switch (rule) {
            case "per-client" -> members.count("requests") + " requests each";
            case "total" -> members.count("requests") + " requests in all";
            case "after" -> "for " + members.count("millis") + " ms";
            default -> throw members.wrong("rule", "must be per-client, total or after, got '" + rule + "'");
        };
    }

    private static StoredResult.Facts facts(String stopped, Members members) throws UnreadableResult {
        return new StoredResult.Facts(stopped, members.optionalText("policy"), members.count("servers"),
                members.optionalNumber("serverCpus"), members.optionalCount("serverMemoryBytes"),
                members.text("limitSource"));
    }

    private static StoredResult.Condition condition(Members members) throws UnreadableResult {
        return new StoredResult.Condition(members.text("expression"), members.flag("holds"),
                members.text("measured"));
    }
}
