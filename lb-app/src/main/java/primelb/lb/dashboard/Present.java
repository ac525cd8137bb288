package primelb.lb.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import primelb.core.backend.Backend;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonValue;
import primelb.core.pool.Pool;
import primelb.core.proxy.ProxyStats;

/** What there is at this moment: the balancer and each of its servers. Safe for any thread. */
final class Present {
    private final Pool pool;
    private final ProxyStats stats;
    private final Sampler sampler;
    private final Function<Backend, JsonObject> description;
    private final InstantSource wallClock;
    private final boolean tokenWanted;
    private final Instant started;

    Present(Pool pool, ProxyStats stats, Sampler sampler, Function<Backend, JsonObject> description,
            InstantSource wallClock, boolean tokenWanted) {
        this.pool = pool;
        this.stats = stats;
        this.sampler = sampler;
        this.description = description;
        this.wallClock = wallClock;
        this.tokenWanted = tokenWanted;
        this.started = wallClock.instant();
    }

    JsonObject json() {
        List<JsonValue> servers = new ArrayList<>();
        pool.backends().forEach(backend -> servers.add(server(backend)));
        return JsonObject.builder()
                .put("now", wallClock.millis())
                .put("started", started.toEpochMilli())
                .put("policy", pool.policyName())
                .put("tokenWanted", tokenWanted)
                .put("waiting", pool.waiting())
                .put("requests", stats.requests())
                .put("failed", stats.failed())
                .put("retries", stats.retries())
                .put("servers", new JsonArray(servers))
                .build();
    }

    private JsonObject server(Backend backend) {
        JsonObject.Builder json = JsonObject.builder();
        description.apply(backend).members().forEach(json::put);
        JsonObject.Builder causes = JsonObject.builder();
        backend.meters().failures().byName().forEach(causes::put);
        Sample.Figures calm = sampler.calm(backend);
        return json.put("rate", calm == null ? 0 : Sample.tenths(calm.answers()))
                .put("p50", calm == null ? new JsonNull() : Sample.micros(calm.p50()))
                .put("p99", calm == null ? new JsonNull() : Sample.micros(calm.p99()))
                .put("retries", backend.meters().retries())
                .put("causes", causes.build())
                .build();
    }
}
