package primelb.client.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import primelb.client.load.FailureKind;
import primelb.client.load.Recording;
import primelb.client.stored.ResultReader;
import primelb.client.stored.StoredResult;
import primelb.client.stored.UnreadableResult;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonValue;

/** Makes results without measuring anything, through the JSON as every result goes. */
public final class Results {
    private Results() {
    }

    /** Returns a recording of requests that finished evenly, answered in turn by these servers. */
    public static Recording recording(int requests, long wallMillis, String... servers) {
        var random = new Random(7);
        var samples = new Samples();
        for (int at = 1; at <= requests; at++) {
            long finished = at * wallMillis / requests;
            samples.ok(servers[at % servers.length], finished, 1 + random.nextLong(Math.max(1, finished)));
        }
        return samples.recording();
    }

    /** Returns one with every so manieth request failed. */
    public static Recording failing(int requests, long wallMillis, int everyNth, String server) {
        var samples = new Samples();
        for (int at = 1; at <= requests; at++) {
            if (at % everyNth == 0) {
                samples.failed(FailureKind.RESET, "gone", at * wallMillis / requests, 1);
            } else {
                samples.ok(server, at * wallMillis / requests, 1);
            }
        }
        return samples.recording();
    }

    /** Returns the JSON of a run with this recording. */
    public static JsonObject run(Recording recording) {
        return ResultsJson.run(recording);
    }

    /** Returns the JSON of an experiment with these recordings as its phases. */
    public static JsonObject phases(Recording... recordings) {
        return ResultsJson.phases(recordings);
    }

    /** Returns the result in a JSON object, which must be one. */
    public static StoredResult stored(String name, JsonObject json) {
        try {
            return ResultReader.of(name, json);
        } catch (UnreadableResult e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** Returns the same with one member at this way replaced, such as {@code phases.1.title}. */
    public static JsonObject with(JsonObject object, String way, JsonValue value) {
        return (JsonObject) replaced(object, List.of(way.split("\\.")), value);
    }

    /** Returns the same with one member at this way taken out. */
    public static JsonObject without(JsonObject object, String way) {
        return (JsonObject) replaced(object, List.of(way.split("\\.")), null);
    }

    private static JsonValue replaced(JsonValue value, List<String> way, JsonValue by) {
        if (way.isEmpty()) {
            return by;
        }
        List<String> rest = way.subList(1, way.size());
        if (value instanceof JsonArray array) {
            var elements = new ArrayList<>(array.values());
            int at = Integer.parseInt(way.getFirst());
            elements.set(at, replaced(elements.get(at), rest, by));
            return new JsonArray(elements);
        }
        JsonObject.Builder builder = JsonObject.builder();
        ((JsonObject) value).members().forEach((name, member) -> {
            if (!name.equals(way.getFirst())) {
                builder.put(name, member);
            } else if (!(rest.isEmpty() && by == null)) {
                builder.put(name, replaced(member, rest, by));
            }
        });
        return builder.build();
    }
}
