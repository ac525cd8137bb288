package primelb.server;

import java.util.function.Supplier;
import primelb.core.json.JsonObject;
import primelb.core.web.Handler;
import primelb.core.web.MetricsEndpoint;
import primelb.core.web.ProblemException;
import primelb.core.web.Request;
import primelb.core.web.ResourceEndpoint;
import primelb.core.web.Response;
import primelb.core.web.Router;

/** Everything a prime server answers; each answer names the server in {@code X-Served-By}. */
final class ServerRoutes implements Handler {

    private final String serverId;
    private final Supplier<Phase> phase;
    private final Supplier<PoolStats> stats;
    private final ServerMetrics metrics;
    private final Router router;

    ServerRoutes(String serverId, Handler prime, Supplier<Phase> phase, Supplier<PoolStats> stats,
            ServerMetrics metrics) {
        this.metrics = metrics;
        this.serverId = serverId;
        this.phase = phase;
        this.stats = stats;
        this.router = Router.empty()
                .on("GET", "/prime/{n}", prime)
                .on("GET", "/health_check", request -> health())
                .on("GET", "/openapi.json",
                        new ResourceEndpoint(ServerRoutes.class, "openapi.json", "application/json"))
                .on("GET", "/metrics", new MetricsEndpoint(metrics::write))
                .on("GET", "/stats", request -> counts());
    }

    @Override
    public Response handle(Request request) throws Exception {
        Response response;
        try {
            response = router.handle(request);
        } catch (ProblemException e) {
            response = Response.problem(e.problem());
        }
        metrics.answered(response.status());
        return response.withHeader("X-Served-By", serverId);
    }

    /** Returns 200 while the server accepts work, else 503. Looks at nothing that could make it wait. */
    private Response health() {
        boolean accepting = phase.get() == Phase.ACCEPTING;
        return Response.json(accepting ? 200 : 503, JsonObject.builder()
                .put("status", accepting ? "ok" : "draining")
                .put("server", serverId)
                .build());
    }

    private Response counts() {
        PoolStats now = stats.get();
        return Response.json(200, JsonObject.builder()
                .put("server", serverId)
                .put("computations", now.computations())
                .put("rejected", now.rejected())
                .put("abandoned", now.abandoned())
                .put("queued", now.queued())
                .put("running", now.running())
                .build());
    }
}
