package primelb.client.report;

import primelb.client.result.RunResult;
import primelb.client.threshold.Judge;
import primelb.core.json.JsonObject;

/** Writes a run as one JSON object. */
public final class RunJson {
    /** Names the members and their meaning; changes when they do. */
    public static final String SCHEMA = "primelb.run/1";

    private RunJson() {
    }

    /** Returns the whole result; of many single requests a part, all of which are in the CSV. */
    public static JsonObject of(RunResult result) {
        return JsonObject.builder()
                .put("schema", SCHEMA)
                .put("interrupted", result.interrupted())
                .put("environment", SummaryJson.environment(result.environment()))
                .put("releasedAt", result.releasedAt().toString())
                .put("plan", SummaryJson.plan(result.plan(), result.target()))
                .put("warmup", SummaryJson.orNull(result.measured().warmup().map(SummaryJson::summary)))
                .put("result", SummaryJson.summary(result.measured().summary()))
                .put("detail", DetailJson.of(result.measured()))
                .put("client", SummaryJson.effort(result.measured().effort()))
                .put("thresholds", SummaryJson.verdicts(result.verdicts()))
                .put("pass", Judge.allHold(result.verdicts()) && !result.interrupted())
                .build();
    }
}
