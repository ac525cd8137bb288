package primelb.core.proxy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import primelb.core.backend.Backend;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonValue;
import primelb.core.json.JsonWriter;

/** Tells a client that has asked how its request went: who could be chosen at each attempt, by which rule, and what came. */
final class Explanation {
    private static final long NANOS_PER_MICRO = 1_000;
    /** Candidates told of for each attempt; the number of the others is told. */
    private static final int MOST_CANDIDATES = 8;
    /** Bytes of the field's value: others must still fit into the head. Beyond it the candidates are left out. */
    private static final int MOST_BYTES = 4096;

    private final String requestId;
    private final String rule;
    private final List<JsonObject> choices = new ArrayList<>(1);

    /**
     * Begins one.
     *
     * @param requestId the name of the request
     * @param rule the name of the policy
     */
    Explanation(String requestId, String rule) {
        this.requestId = requestId;
        this.rule = rule;
    }

    /** Notes the servers as they are just before one of them is chosen. */
    void choosing(List<Backend> backends, Collection<Backend> tried) {
        List<JsonValue> candidates = new ArrayList<>();
        for (Backend backend : backends.subList(0, Math.min(backends.size(), MOST_CANDIDATES))) {
            candidates.add(JsonObject.builder()
                    .put("server", backend.id())
                    .put("state", backend.status().state().text())
                    .put("inFlight", backend.inFlight())
                    .put("maxInFlight", backend.announcement().maxInFlight())
                    .put("weight", backend.weight())
                    .put("tried", tried.contains(backend))
                    .build());
        }
        choices.add(JsonObject.builder()
                .put("candidates", new JsonArray(candidates))
                .put("moreCandidates", backends.size() - candidates.size())
                .build());
    }

    /** Takes back the note made last: the answer that is there is kept, and no other server is asked. */
    void stayed() {
        choices.removeLast();
    }

    /** Returns the field line, with its end. */
    String lines(long queuedNanos, List<Exchange.Attempt> attempts) {
        String whole = json(queuedNanos, attempts, true);
        return "X-Lb-Explain: " + (whole.length() <= MOST_BYTES ? whole : json(queuedNanos, attempts, false)) + "\r\n";
    }

    private String json(long queuedNanos, List<Exchange.Attempt> attempts, boolean withCandidates) {
        List<JsonValue> all = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            Exchange.Attempt attempt = attempts.get(i);
            JsonObject.Builder one = JsonObject.builder().put("server", attempt.server());
            if (attempt.failure() == null) {
                one.put("status", attempt.status());
            } else {
                one.put("failure", attempt.failure());
            }
            one.put("micros", attempt.nanos() / NANOS_PER_MICRO);
            if (withCandidates && i < choices.size()) {
                choices.get(i).members().forEach(one::put);
            }
            all.add(one.build());
        }
        JsonObject.Builder out = JsonObject.builder().put("requestId", requestId).put("rule", rule)
                .put("queuedMicros", queuedNanos / NANOS_PER_MICRO).put("attempts", new JsonArray(all));
        if (withCandidates && choices.size() > attempts.size()) {
            // Nobody could be chosen the last time.
            choices.getLast().members().forEach(out::put);
        }
        return visible(JsonWriter.compact(out.build()));
    }

    /** Returns JSON of printable ASCII only, the same when it is read: nothing in a detail may end the line. */
    private static String visible(String json) {
        StringBuilder out = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
