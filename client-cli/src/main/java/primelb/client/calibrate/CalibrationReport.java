package primelb.client.calibrate;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import primelb.client.calibrate.Calibration.Found;
import primelb.client.text.Format;
import primelb.client.text.Layout;
import primelb.client.text.Palette;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;

/** Writes what a calibration found. */
public final class CalibrationReport {
    /** Names the members and their meaning; changes when they do. */
    public static final String SCHEMA = "primelb.calibrate/1";

    private CalibrationReport() {
    }

    /** Returns the text for a person, ending with a line end. */
    public static String text(URI origin, List<Found> found, Palette palette) {
        var servers = new TreeSet<String>();
        found.forEach(one -> servers.addAll(one.cost().servers()));
        var lines = new ArrayList<String>();
        lines.addAll(Layout.row("Cost", 1, List.of("at " + String.join(", ", servers), "(" + origin + "),",
                "one request at a time, by", "the servers' own computeMicros")));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("method", "wanted", "cost seen", "least", "most", "answers", "prime"));
        for (Found one : found) {
            rows.add(List.of(one.work().label(), Format.nanos(one.wanted().toNanos()),
                    Format.nanos(one.cost().meanNanos()), Format.nanos(one.cost().minNanos()),
                    Format.nanos(one.cost().maxNanos()), String.valueOf(one.cost().answers()),
                    one.prime().bitLength() < 64 ? one.prime().toString() : Calibration.shown(one.prime())));
        }
        lines.addAll(Layout.table(rows));
        found.stream().filter(one -> !one.isNear()).forEach(one -> lines.add(palette.warning("NOT FOUND") + "  "
                + Format.nanos(one.wanted().toNanos()) + " by " + one.work().label() + ": the nearest is more than "
                + Format.percent(Calibration.TOLERANCE, 0) + " off"));
        return String.join("\n", lines) + "\n";
    }

    /** Returns a line for each: method, milliseconds wanted, and the prime in full, for scripts. */
    public static String plain(List<Found> found) {
        var lines = new StringBuilder();
        found.forEach(one -> lines.append(one.work().label()).append(' ').append(one.wanted().toMillis()).append(' ')
                .append(one.prime()).append('\n'));
        return lines.toString();
    }

    /** Returns the same as a JSON object. */
    public static JsonObject json(URI origin, List<Found> found) {
        return JsonObject.builder()
                .put("schema", SCHEMA)
                .put("url", origin.toString())
                .put("primes", new JsonArray(List.copyOf(found.stream().map(CalibrationReport::json).toList())))
                .build();
    }

    private static JsonObject json(Found found) {
        return JsonObject.builder()
                .put("method", found.work().label())
                .put("wantedMicros", found.wanted().toNanos() / 1000)
                .put("prime", found.prime().toString())
                .put("meanMicros", found.cost().meanNanos() / 1000)
                .put("minMicros", found.cost().minNanos() / 1000)
                .put("maxMicros", found.cost().maxNanos() / 1000)
                .put("answers", found.cost().answers())
                .put("servers", new JsonArray(found.cost().servers().stream()
                        .<JsonValue>map(JsonString::new).toList()))
                .put("near", found.isNear())
                .build();
    }
}
