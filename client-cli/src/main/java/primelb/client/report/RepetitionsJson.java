package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import primelb.client.phases.Experiment;
import primelb.client.phases.Phase;
import primelb.client.summary.Summary;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;

/** Writes what each repetition came to: the run is the sample when results are compared. */
final class RepetitionsJson {
    private RepetitionsJson() {
    }

    static JsonArray of(List<Experiment> repetitions) {
        var objects = new ArrayList<JsonObject>();
        for (int at = 0; at < repetitions.size(); at++) {
            Experiment experiment = repetitions.get(at);
            objects.add(JsonObject.builder()
                    .put("number", at + 1)
                    .put("complete", experiment.trouble().isEmpty() && !experiment.interrupted())
                    .put("speedup", SummaryJson.orNull(experiment.speedup(1)))
                    .put("phases", SummaryJson.array(experiment.phases().stream().map(RepetitionsJson::phase).toList()))
                    .build());
        }
        return SummaryJson.array(objects);
    }

    private static JsonObject phase(Phase phase) {
        Summary summary = phase.summary();
        return JsonObject.builder()
                .put("number", phase.number())
                .put("sent", summary.sent())
                .put("ok", summary.ok())
                .put("failed", summary.failed())
                .put("wallMicros", SummaryJson.micros(summary.wallNanos()))
                .put("throughput", SummaryJson.rounded(summary.throughput()))
                .put("latencyMicros", SummaryJson.latency(summary.okLatency()))
                .build();
    }
}
