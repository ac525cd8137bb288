package primelb.client.simulate;

import java.util.Arrays;
import java.util.List;

import primelb.core.json.JsonArray;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonNumber;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;

/** Writes a scenario and what policies make of it. */
public final class SimulationJson {
    /** Names the members and their meaning; changes when they do. */
    public static final String SCHEMA = "primelb.simulation/1";

    private static final double MICRO = 1_000;

    private SimulationJson() {
    }

    /** Returns the whole as a JSON object. */
    public static JsonObject of(Scenario scenario, List<SimulationResult> results) {
        return JsonObject.builder()
                .put("schema", SCHEMA)
                .put("interrupted", results.stream().anyMatch(result -> !result.complete()))
                .put("scenario", scenario(scenario))
                .put("policies", new JsonArray(results.stream().<JsonValue>map(SimulationJson::result).toList()))
                .build();
    }

    private static JsonObject scenario(Scenario scenario) {
        Scenario.Servers servers = scenario.servers();
        Scenario.Load load = scenario.load();
        return JsonObject.builder()
                .put("servers", servers.count())
                .put("workers", servers.workers())
                .put("serverQueue", servers.queue())
                .put("maxInFlight", servers.maxInFlight())
                .put("speeds", new JsonArray(servers.speeds().stream().<JsonValue>map(JsonNumber::of).toList()))
                .put("weights", new JsonArray(servers.weights().stream().<JsonValue>map(JsonNumber::of).toList()))
                .put("requests", load.requests())
                .put("warmup", load.warmup())
                .put("perSecond", load.perSecond())
                .put("arrival", SimulationText.arrival(load))
                .put("service", SimulationText.service(load))
                .put("serviceMicros", load.serviceNanos() / MICRO)
                .put("variability", load.service().variability())
                .put("utilisation", scenario.utilisation())
                .put("keys", load.keys())
                .put("balancers", scenario.balancers().count())
                .put("queue", scenario.balancers().queue())
                .put("holdMillis", scenario.balancers().hold().toMillis())
                .put("networkMicros", scenario.network() / 1_000)
                .put("faults", new JsonArray(scenario.faults().stream()
                        .<JsonValue>map(fault -> new JsonString(SimulationText.fault(fault))).toList()))
                .put("seed", scenario.seed())
                .build();
    }

    private static JsonObject result(SimulationResult result) {
        JsonObject.Builder failures = JsonObject.builder();
        result.failed().forEach((status, count) -> failures.put(String.valueOf(status), count));
        SimulationResult.Queues queues = result.queues();
        return JsonObject.builder()
                .put("policy", result.policy())
                .put("complete", result.complete())
                .put("arrived", result.arrived())
                .put("ok", result.ok())
                .put("failed", result.failures())
                .put("failures", failures.build())
                .put("seconds", result.seconds())
                .put("throughput", result.throughput())
                .put("latencyMicros", result.ok() == 0 ? new JsonNull() : latency(result.latency()))
                .put("fairness", JsonObject.builder()
                        .put("jain", result.fairness().jain())
                        .put("leastShare", result.fairness().least())
                        .put("mostShare", result.fairness().most())
                        .build())
                .put("queues", JsonObject.builder()
                        .put("queuedAtServer", queues.atServer())
                        .put("mostAtServer", queues.mostAtServer())
                        .put("foundAtServer", new JsonArray(Arrays.stream(queues.found())
                                .<JsonValue>mapToObj(JsonNumber::of).toList()))
                        .put("waitedAtBalancer", queues.inLine())
                        .put("mostAtBalancer", queues.mostInLine())
                        .build())
                .put("retries", JsonObject.builder()
                        .put("attempts", result.retries().attempts())
                        .put("retries", result.retries().retries())
                        .put("refused", result.retries().refused())
                        .build())
                .put("events", result.events())
                .build();
    }

    private static JsonObject latency(SimulationResult.Latency latency) {
        JsonObject.Builder percentiles = JsonObject.builder();
        latency.percentiles().forEach((percent, nanos) ->
                percentiles.put(SimulationText.percent(percent), nanos / MICRO));
        return JsonObject.builder()
                .put("mean", latency.mean() / MICRO)
                .put("min", latency.min() / MICRO)
                .put("max", latency.max() / MICRO)
                .put("percentiles", percentiles.build())
                .build();
    }
}
