package primelb.lb.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonValue;
import primelb.core.json.JsonWriter;

/**
 * The events of the page: each brings a viewer from where it is to now. Its id is {@code run.sample.change}: the run of the
 * balancer, and the numbers of the last sample and change that the viewer has; so after a break it gets what it missed,
 * and after a restart of the balancer everything. Safe for any thread.
 */
final class Messages implements Feed.Source {
    /** Numbers of 15 digits are no overflow, and more than a second each would ever make. */
    private static final Pattern ID = Pattern.compile("([0-9a-f]{1,16})\\.([0-9]{1,15})\\.([0-9]{1,15})");

    private final String run;
    private final Ring<Sample> samples;
    private final Ring<Change> changes;
    private final Supplier<JsonObject> now;

    /**
     * Makes it.
     *
     * @param run the name of this run of the balancer, in hexadecimal, and of no other
     * @param samples the last ten minutes
     * @param changes the last changes of state
     * @param now what there is at this moment
     */
    Messages(String run, Ring<Sample> samples, Ring<Change> changes, Supplier<JsonObject> now) {
        this.run = run;
        this.samples = samples;
        this.changes = changes;
        this.now = now;
    }

    @Override
    public Feed.Event next(String seen) {
        Matcher parts = ID.matcher(seen);
        boolean known = parts.matches() && parts.group(1).equals(run);
        long sample = known ? Math.min(Long.parseLong(parts.group(2)), samples.last()) : 0;
        long change = known ? Math.min(Long.parseLong(parts.group(3)), changes.last()) : 0;
        // The changes are read before the state: what the state shows may be told of a moment later, not never.
        Ring.Part<Change> newChanges = changes.after(change);
        Ring.Part<Sample> newSamples = samples.after(sample);
        JsonObject.Builder event = JsonObject.builder().put("run", run).put("full", !known);
        now.get().members().forEach(event::put);
        event.put("samples", array(newSamples, Sample::json)).put("changes", array(newChanges, Change::json));
        return new Feed.Event(run + "." + newSamples.last() + "." + newChanges.last(), JsonWriter.compact(event.build()));
    }

    /** Turns a value and its number into JSON. */
    private interface Numbered<T> {
        JsonValue json(T value, long number);
    }

    private static <T> JsonArray array(Ring.Part<T> part, Numbered<T> each) {
        List<JsonValue> values = new ArrayList<>(part.values().size());
        for (int i = 0; i < part.values().size(); i++) {
            values.add(each.json(part.values().get(i), part.first() + i));
        }
        return new JsonArray(values);
    }

    /** Returns where the viewer of a request is: what its header says, since a query is for the first request of a page. */
    static String seen(Optional<String> lastEventId, Optional<String> query) {
        return lastEventId.or(() -> query).orElse("");
    }
}
