package primelb.client.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import primelb.client.load.LoadPlan;
import primelb.client.load.Pacer;
import primelb.client.load.StopRule;
import primelb.client.load.Target;
import primelb.client.result.Environment;
import primelb.client.summary.ClientEffort;
import primelb.client.summary.Summary;
import primelb.client.threshold.Verdict;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonNumber;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;
import primelb.core.stats.Quantiles;

/** Writes the members that the results of all commands have in common. */
final class SummaryJson {
    private SummaryJson() {
    }

    static JsonObject environment(Environment environment) {
        return JsonObject.builder()
                .put("date", environment.date().toString())
                .put("commandLine", new JsonArray(environment.commandLine().stream()
                        .<JsonValue>map(JsonString::new).toList()))
                .put("client", environment.clientVersion())
                .put("jdk", environment.jdk())
                .put("system", environment.system())
                .put("cpus", environment.cpus())
                .put("processor", environment.processor())
                .build();
    }

    static JsonObject plan(LoadPlan plan, Target target) {
        return JsonObject.builder()
                .put("url", target.uri().toString())
                .put("otherUrls", new JsonArray(target.others().stream()
                        .<JsonValue>map(uri -> new JsonString(uri.toString())).toList()))
                .put("method", target.request().method())
                .put("keepAlive", target.keepAlive())
                .put("clients", plan.clients())
                .put("stop", stop(plan.stop()))
                .put("loop", plan.pacer() instanceof Pacer.OpenLoop ? "open loop" : "closed loop")
                .put("offeredPerSecond", orNull(plan.pacer() instanceof Pacer.OpenLoop open
                        ? OptionalDouble.of(open.perSecond()) : OptionalDouble.empty()))
                .put("rampMillis", plan.pacer().ramp().toMillis())
                .put("timeoutMillis", plan.timeout().toMillis())
                .put("connectTimeoutMillis", plan.connectTimeout().toMillis())
                .build();
    }

    private static JsonObject stop(StopRule rule) {
        return switch (rule) {
            case StopRule.PerClient(int requests) ->
                    JsonObject.builder().put("rule", "per-client").put("requests", requests).build();
            case StopRule.Total(int requests) ->
                    JsonObject.builder().put("rule", "total").put("requests", requests).build();
            case StopRule.After(var duration) ->
                    JsonObject.builder().put("rule", "after").put("millis", duration.toMillis()).build();
        };
    }

    static JsonObject summary(Summary summary) {
        return JsonObject.builder()
                .put("sent", summary.sent())
                .put("ok", summary.ok())
                .put("failed", summary.failed())
                .put("moved", summary.moves().moved())
                .put("sentAgain", summary.moves().sentAgain())
                .put("abandoned", summary.abandoned())
                .put("limitReached", summary.limitReached())
                .put("wallMicros", micros(summary.wallNanos()))
                .put("throughput", rounded(summary.throughput()))
                .put("rates", JsonObject.builder()
                        .put("offered", orNull(summary.rates().offered()))
                        .put("sent", rounded(summary.rates().sent()))
                        .put("completed", rounded(summary.rates().completed()))
                        .put("keptUp", summary.rates().keptUp())
                        .build())
                .put("latencyMicros", latency(summary.okLatency()))
                .put("serviceMicros", latency(summary.serviceLatency()))
                .put("latencyOfAllMicros", latency(summary.allLatency()))
                .put("servers", array(summary.servers().stream().map(server -> JsonObject.builder()
                        .put("name", server.name())
                        .put("ok", server.ok())
                        .put("share", rounded(server.share()))
                        .put("latencyMicros", latency(server.latency()))
                        .build()).toList()))
                .put("failures", array(summary.failures().stream().map(failure -> JsonObject.builder()
                        .put("kind", failure.kind().label())
                        .put("count", failure.count())
                        .put("firstExample", failure.firstExample())
                        .build()).toList()))
                .put("timeline", array(summary.timeline().stream().map(second -> JsonObject.builder()
                        .put("second", second.second())
                        .put("failed", second.failed())
                        .put("ok", counts(second.okByServer()))
                        .build()).toList()))
                .build();
    }

    /** Returns latencies in whole microseconds; JSON null where there are none. */
    static JsonValue latency(Quantiles latency) {
        if (latency.count() == 0) {
            return new JsonNull();
        }
        var percentiles = new ArrayList<JsonObject>();
        for (double quantile : LatencyRow.TOLD) {
            if (latency.printable(quantile)) {
                JsonObject.Builder entry = JsonObject.builder()
                        .put("percentile", LatencyRow.percent(quantile).doubleValue())
                        .put("value", micros(latency.nearestRank(quantile)))
                        .put("approximate", latency.approximate(quantile));
                latency.confidence(quantile, LatencyRow.CONFIDENCE).ifPresent(ends -> entry
                        .put("low", micros(ends.low())).put("high", micros(ends.high())));
                percentiles.add(entry.build());
            }
        }
        return JsonObject.builder()
                .put("count", latency.count())
                .put("min", micros(latency.min()))
                .put("mean", micros(Math.round(latency.mean())))
                .put("max", micros(latency.max()))
                .put("percentiles", array(percentiles))
                .build();
    }

    static JsonObject effort(ClientEffort effort) {
        return JsonObject.builder()
                .put("cpuShare", rounded(effort.cpuShare()))
                .put("cores", effort.cores())
                .put("longestStallMicros", micros(effort.longestStallNanos()))
                .put("mayHaveBeenTheLimit", effort.mayHaveBeenTheLimit())
                .put("verdict", effort.verdict())
                .build();
    }

    static JsonArray verdicts(List<Verdict> verdicts) {
        return array(verdicts.stream().map(verdict -> JsonObject.builder()
                .put("expression", verdict.threshold().text())
                .put("holds", verdict.holds())
                .put("measured", verdict.measured())
                .build()).toList());
    }

    /** Returns the value, or JSON null where there is none. */
    static JsonValue orNull(Optional<? extends JsonValue> value) {
        return value.isPresent() ? value.get() : new JsonNull();
    }

    static JsonValue orNull(OptionalLong value) {
        return value.isPresent() ? JsonNumber.of(value.getAsLong()) : new JsonNull();
    }

    static JsonValue orNull(OptionalDouble value) {
        return value.isPresent() ? JsonNumber.of(rounded(value.getAsDouble())) : new JsonNull();
    }

    static JsonValue text(Optional<String> value) {
        return orNull(value.map(JsonString::new));
    }

    static JsonArray array(List<JsonObject> objects) {
        return new JsonArray(List.copyOf(objects));
    }

    static long micros(long nanos) {
        return nanos / 1000;
    }

    /** Returns the number with six decimals: enough to compare, without digits that mean nothing. */
    static double rounded(double number) {
        return Math.round(number * 1e6) / 1e6;
    }

    private static JsonObject counts(Map<String, Integer> byName) {
        JsonObject.Builder builder = JsonObject.builder();
        byName.forEach((name, count) -> builder.put(name, count.longValue()));
        return builder.build();
    }
}
