package primelb.client.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;
import primelb.client.load.Outcome;
import primelb.client.load.Sample;
import primelb.client.summary.Bins;
import primelb.client.summary.Detail;
import primelb.client.summary.Kept;
import primelb.client.summary.Measured;
import primelb.client.summary.Spectrum;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonNumber;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;

/** Writes what a result keeps to be drawn: columns, since a row a request would be ten times as long. */
final class DetailJson {
    private static final String OK = "ok";

    private DetailJson() {
    }

    /** Returns the details of one measurement; times are whole microseconds after its release. */
    static JsonObject of(Measured measured) {
        Detail detail = Detail.of(measured.recording(), measured.summary());
        return JsonObject.builder()
                .put("computeMicros", SummaryJson.latency(detail.compute()))
                .put("spectrum", spectrum(detail.spectrum()))
                .put("bins", bins(detail.bins()))
                .put("samples", samples(detail.kept(), measured.recording().released()))
                .build();
    }

    private static JsonObject spectrum(Spectrum spectrum) {
        return JsonObject.builder()
                .put("percent", new JsonArray(spectrum.points().stream().<JsonValue>map(point ->
                        new JsonNumber(point.percent().stripTrailingZeros().toPlainString())).toList()))
                .put("micros", column(spectrum.points(), point -> SummaryJson.micros(point.nanos())))
                .build();
    }

    private static JsonObject bins(Bins bins) {
        JsonObject.Builder ok = JsonObject.builder();
        bins.ok().forEach((server, counts) -> ok.put(server, column(counts, Integer::longValue)));
        return JsonObject.builder()
                .put("widthMicros", SummaryJson.micros(bins.widthNanos()))
                .put(OK, ok.build())
                .put("failed", column(bins.failed(), Integer::longValue))
                .build();
    }

    private static JsonObject samples(Kept kept, long released) {
        List<Sample> samples = kept.samples();
        var servers = new Names();
        var outcomes = new Names();
        JsonArray server = column(samples, sample -> servers.indexOf(kept.serverOf(sample)));
        JsonArray outcome = column(samples, sample -> outcomes.indexOf(outcome(sample)));
        return JsonObject.builder()
                .put("of", kept.of())
                .put("everyNth", kept.everyNth())
                .put("servers", servers.json())
                .put("outcomes", outcomes.json())
                .put("client", column(samples, Sample::client))
                .put("scheduled", column(samples, sample -> SummaryJson.micros(sample.scheduled() - released)))
                .put("started", column(samples, sample -> SummaryJson.micros(sample.started() - released)))
                .put("finished", column(samples, sample -> SummaryJson.micros(sample.finished() - released)))
                .put("computeMicros", column(samples, Sample::computeMicros))
                .put("server", server)
                .put("outcome", outcome)
                .build();
    }

    /** Names in the order in which they were first met; a column holds their places and not the names. */
    private static final class Names {
        private final SequencedMap<String, Integer> places = new LinkedHashMap<>();

        int indexOf(String name) {
            return places.computeIfAbsent(name, _ -> places.size());
        }

        JsonArray json() {
            return new JsonArray(places.keySet().stream().<JsonValue>map(JsonString::new).toList());
        }
    }

    private static String outcome(Sample sample) {
        return switch (sample.outcome()) {
            case Outcome.Ok _ -> OK;
            case Outcome.Failed(var kind, _) -> kind.label();
        };
    }

    private static <T> JsonArray column(List<T> rows, ToLongFunction<T> cell) {
        var values = new ArrayList<JsonValue>(rows.size());
        rows.forEach(row -> values.add(JsonNumber.of(cell.applyAsLong(row))));
        return new JsonArray(values);
    }
}
