package primelb.lb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendStatus;
import primelb.core.backend.BackendUrl;
import primelb.core.balancer.Balancer;
import primelb.core.health.ProbeResult;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonString;
import primelb.core.json.JsonValue;
import primelb.core.pool.Pool;
import primelb.core.proxy.ProxyStats;
import primelb.core.registry.RegistryFullException;
import primelb.core.web.JsonBody;
import primelb.core.web.MetricsEndpoint;
import primelb.core.web.Problem;
import primelb.core.web.ProblemException;
import primelb.core.web.Request;
import primelb.core.web.ResourceEndpoint;
import primelb.core.web.Response;
import primelb.core.web.Router;

/** The admin port: servers come and go, and anyone may look. */
final class AdminApi {
    /** How long server_up waits for its verdict: a probe and the end of one that is just running. */
    private static final Duration VERDICT = Duration.ofMillis(2400);

    private final Balancer balancer;
    private final Pool pool;
    private final Gate gate;
    private final Token token;
    private final List<String> peers;
    private final Saving saving;
    private final BooleanSupplier stopping;
    private final LbMetrics metrics;

    /** Waits until who is registered now is written down, but not for long. */
    @FunctionalInterface
    interface Saving {
        /** Returns when it is written, could not be, or the time is over. */
        void await() throws InterruptedException;
    }

    /**
     * Makes the handlers.
     *
     * @param balancer what is administered
     * @param gate which servers are let in
     * @param token what a server must bring
     * @param peers admin URLs of other balancers, for a server that registers
     * @param saving awaited before a server is told that it is registered
     * @param stopping whether the balancer is going
     * @param metrics what it shows of itself
     */
    AdminApi(Balancer balancer, Gate gate, Token token, List<String> peers, Saving saving, BooleanSupplier stopping,
            LbMetrics metrics) {
        this.metrics = metrics;
        this.balancer = balancer;
        this.pool = balancer.pool();
        this.gate = gate;
        this.token = token;
        this.peers = List.copyOf(peers);
        this.saving = saving;
        this.stopping = stopping;
    }

    Router router() {
        return Router.empty()
                .on("POST", "/server_up", token.required(this::serverUp))
                .on("POST", "/server_down", token.required(this::serverDown))
                .on("GET", "/servers", request -> Response.json(200, BackendJson.list(pool.backends())))
                .on("GET", "/stats", request -> Response.json(200, statsJson()))
                .on("GET", "/openapi.json",
                        new ResourceEndpoint(AdminApi.class, "openapi.json", "application/json"))
                .on("GET", "/metrics", new MetricsEndpoint(metrics::write))
                .on("GET", "/health_check", request -> healthCheck());
    }

    private Response serverUp(Request request) throws ProblemException, InterruptedException {
        JsonObject body = JsonBody.object(request);
        Announcement announcement = BackendJson.announcement(body, this::known);
        boolean heartbeat = BackendJson.flag(body, "heartbeat");
        boolean restore = BackendJson.flag(body, "restore");
        gate.check(announcement.url());
        Backend backend;
        try {
            backend = pool.register(announcement).backend();
        } catch (RegistryFullException e) {
            throw new ProblemException(Problem.of(503, e.getMessage() + " (LB_MAX_SERVERS)"));
        }
        if (restore) {
            pool.restore(backend);
        }
        BackendStatus status = backend.status();
        String reason = status.active() || status.held() ? "" : probe(backend, heartbeat);
        saving.await();
        return verdict(backend, reason);
    }

    /** Returns what the server said before, so that a bare URL is a heartbeat; or the defaults. */
    private Announcement known(BackendUrl url) {
        return pool.find(url).map(Backend::announcement).orElseGet(() -> Announcement.of(url));
    }

    /** Returns what a probe found wrong with a server, or why there is no finding. */
    private String probe(Backend backend, boolean heartbeat) throws InterruptedException {
        CompletableFuture<ProbeResult> probed = heartbeat ? balancer.check(backend) : balancer.probe(backend);
        try {
            return switch (probed.get(VERDICT.toMillis(), TimeUnit.MILLISECONDS)) {
                case ProbeResult.Passed passed -> Optional.ofNullable(backend.status().reason())
                        .orElse("more health checks in a row must pass (LB_RISE)");
                case ProbeResult.Failed(String detail, boolean answered) -> detail;
                case ProbeResult.Unknown(String detail) -> detail;
            };
        } catch (TimeoutException e) {
            return "the health check has not been answered yet";
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe must not fail by an exception", e);
        }
    }

    /** The reason may be empty where the server was active a moment ago. */
    private Response verdict(Backend backend, String reason) {
        BackendStatus status = backend.status();
        JsonObject.Builder answer =
                JsonObject.builder().put("server", BackendJson.one(backend)).put("active", status.active());
        if (!status.active()) {
            answer.put("reason", reason.isEmpty() ? status.reason() : reason);
        }
        if (!peers.isEmpty()) {
            answer.put("peers", new JsonArray(peers.stream().<JsonValue>map(JsonString::new).toList()));
        }
        return Response.json(status.active() ? 200 : 202, answer.build());
    }

    private Response serverDown(Request request) throws ProblemException, InterruptedException {
        JsonObject body = JsonBody.object(request);
        BackendUrl url = BackendJson.url(body);
        boolean hold = BackendJson.flag(body, "hold");
        Backend backend = (hold ? pool.hold(url) : pool.deregister(url)).orElseThrow(
                () -> new ProblemException(Problem.of(404, "no server is registered as " + url)));
        saving.await();
        return Response.json(200, JsonObject.builder().put("server", BackendJson.one(backend)).build());
    }

    private JsonObject statsJson() {
        ProxyStats stats = balancer.stats();
        return JsonObject.builder()
                .put("policy", pool.policyName())
                .put("requests", stats.requests())
                .put("attempts", stats.attempts())
                .put("retries", stats.retries())
                .put("retriesRefused", stats.retriesRefused())
                .put("answered", stats.answered())
                .put("failed", stats.failed())
                .put("refused", stats.refused())
                .put("waiting", pool.waiting())
                .build();
    }

    private Response healthCheck() {
        boolean healthy = !stopping.getAsBoolean() && pool.anyActive();
        long active = pool.backends().stream().filter(backend -> backend.status().active()).count();
        return Response.json(healthy ? 200 : 503, JsonObject.builder()
                .put("status", stopping.getAsBoolean() ? "stopping" : healthy ? "ok" : "no active server")
                .put("activeServers", active)
                .put("servers", pool.backends().size())
                .build());
    }
}
