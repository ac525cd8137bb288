package primelb.lb;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendUrl;
import primelb.core.health.HealthMonitor;
import primelb.core.health.MonitorLoop;
import primelb.core.health.ProbeResult;
import primelb.core.json.JsonObject;
import primelb.core.pool.Pool;
import primelb.core.proxy.ProxyStats;
import primelb.core.registry.RegistryFullException;
import primelb.core.web.JsonBody;
import primelb.core.web.Problem;
import primelb.core.web.ProblemException;
import primelb.core.web.Request;
import primelb.core.web.Response;
import primelb.core.web.Router;

/** The admin port: servers come and go, and anyone may look. */
final class AdminApi {
    /** How long server_up waits for its verdict: a probe and the end of one that is just running. */
    private static final Duration VERDICT = Duration.ofMillis(2400);

    private final Pool pool;
    private final HealthMonitor monitor;
    private final MonitorLoop loop;
    private final ProxyStats stats;
    private final OwnAddress own;
    private final Token token;
    private final BooleanSupplier stopping;

    /**
     * Makes the handlers.
     *
     * @param pool the servers
     * @param monitor probes them
     * @param loop runs the monitor
     * @param stats what the traffic path has counted
     * @param own the balancer's own addresses
     * @param token what a server must bring
     * @param stopping whether the balancer is going
     */
    AdminApi(Pool pool, HealthMonitor monitor, MonitorLoop loop, ProxyStats stats, OwnAddress own, Token token,
            BooleanSupplier stopping) {
        this.pool = pool;
        this.monitor = monitor;
        this.loop = loop;
        this.stats = stats;
        this.own = own;
        this.token = token;
        this.stopping = stopping;
    }

    Router router() {
        return Router.empty()
                .on("POST", "/server_up", this::serverUp)
                .on("POST", "/server_down", this::serverDown)
                .on("GET", "/servers", request -> Response.json(200, BackendJson.list(pool.backends())))
                .on("GET", "/stats", request -> Response.json(200, statsJson()))
                .on("GET", "/health_check", request -> healthCheck());
    }

    private Response serverUp(Request request) throws ProblemException, InterruptedException {
        token.check(request);
        Announcement announcement = BackendJson.announcement(JsonBody.object(request));
        if (own.matches(announcement.url())) {
            throw ProblemException.badRequest("url '" + announcement.url() + "' is refused: it is the balancer itself");
        }
        Backend backend;
        try {
            backend = pool.register(announcement).backend();
        } catch (RegistryFullException e) {
            throw new ProblemException(Problem.of(503, e.getMessage() + " (LB_MAX_SERVERS)"));
        }
        String pending = backend.status().active() ? null : awaitVerdict(backend);
        return verdict(backend, pending);
    }

    /** Returns why there is no verdict yet, or null once a probe has ended. */
    private String awaitVerdict(Backend backend) throws InterruptedException {
        CompletableFuture<ProbeResult> probed = monitor.ask(backend);
        loop.wake();
        try {
            probed.get(VERDICT.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (TimeoutException e) {
            return "the health check has not been answered yet";
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe must not fail by an exception", e);
        }
    }

    private static Response verdict(Backend backend, String pending) {
        boolean active = backend.status().active();
        JsonObject.Builder answer =
                JsonObject.builder().put("server", BackendJson.one(backend)).put("active", active);
        if (!active) {
            answer.put("reason", Optional.ofNullable(backend.status().reason()).orElse(pending));
        }
        return Response.json(active ? 200 : 202, answer.build());
    }

    private Response serverDown(Request request) throws ProblemException {
        token.check(request);
        BackendUrl url = BackendJson.url(JsonBody.object(request));
        Backend backend = pool.deregister(url).orElseThrow(
                () -> new ProblemException(Problem.of(404, "no server is registered as " + url)));
        return Response.json(200, JsonObject.builder().put("server", BackendJson.one(backend)).build());
    }

    private JsonObject statsJson() {
        return JsonObject.builder()
                .put("policy", pool.policyName())
                .put("requests", stats.requests())
                .put("attempts", stats.attempts())
                .put("retries", stats.retries())
                .put("answered", stats.answered())
                .put("failed", stats.failed())
                .put("refused", stats.refused())
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
