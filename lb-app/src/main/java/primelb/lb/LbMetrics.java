package primelb.lb;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;

import primelb.core.backend.Backend;
import primelb.core.backend.BackendState;
import primelb.core.balancer.Balancer;
import primelb.core.jvm.JvmMetrics;
import primelb.core.proxy.ProxyStats;
import primelb.core.stats.MetricsText;

/**
 * The balancer's metrics. Series are per server, of which there are at most LB_MAX_SERVERS, and per cause of a fixed set;
 * nothing of a request becomes a label. The series of a server that was forgotten are gone.
 */
final class LbMetrics {
    private final Balancer balancer;
    private final Optional<AccessLog> accessLog;

    /**
     * Makes them.
     *
     * @param balancer what is measured
     * @param accessLog the log of its requests, if there is one
     */
    LbMetrics(Balancer balancer, Optional<AccessLog> accessLog) {
        this.balancer = balancer;
        this.accessLog = accessLog;
    }

    /** Appends all of it as it is now. Safe for any thread. */
    void write(MetricsText out) {
        out.gauge("primelb_build_info", "Always 1; the labels say what runs.")
                .sample(1, "version", LbConfig.version(), "java", Runtime.version().toString(), "policy",
                        balancer.pool().policyName());
        requests(out);
        Collection<Backend> backends = byName(balancer.pool().backends());
        states(out, backends);
        servers(out, backends);
        accessLog.ifPresent(log -> {
            out.counter("primelb_access_log_lines_total", "Lines of the access log that were written.")
                    .sample(log.written());
            out.counter("primelb_access_log_dropped_lines_total", "Lines of the access log that were dropped.")
                    .sample(log.dropped());
        });
        JvmMetrics.write(out);
    }

    /** Returns each server once: while one takes the name of another there may be two, and no series may come twice. */
    private static Collection<Backend> byName(List<Backend> backends) {
        SequencedMap<String, Backend> byName = new LinkedHashMap<>();
        backends.forEach(backend -> byName.put(backend.id(), backend));
        return byName.values();
    }

    private void requests(MetricsText out) {
        ProxyStats stats = balancer.stats();
        stats.ended().write(out.counter("primelb_requests_total",
                "Requests that ended, by the class of the status that the client got; 499 (4xx) if it left before."));
        out.histogram("primelb_request_duration_seconds",
                "From the first byte of a request to the last one of its answer.").sample(stats.durations());
        out.counter("primelb_requests_forwarded_total", "Requests that were understood and to be forwarded.")
                .sample(stats.requests());
        out.counter("primelb_requests_refused_total", "What was refused before it became a request.")
                .sample(stats.refused());
        out.counter("primelb_requests_failed_total", "Forwarded requests without a whole answer of a server.")
                .sample(stats.failed());
        out.counter("primelb_attempts_total", "Tries at servers: each forwarded request has one, unless none had room.")
                .sample(stats.attempts());
        out.counter("primelb_retries_total", "Attempts after the first of a request.").sample(stats.retries());
        out.counter("primelb_retries_refused_total", "Retries that were not made because the budget was used up.")
                .sample(stats.retriesRefused());
        out.gauge("primelb_requests_waiting", "Requests in line for room at a server.")
                .sample(balancer.pool().waiting());
        out.gauge("primelb_client_connections", "Open connections of clients to the traffic port.")
                .sample(balancer.connections());
    }

    private static void states(MetricsText out, Collection<Backend> backends) {
        Map<BackendState, Integer> counts = new EnumMap<>(BackendState.class);
        for (BackendState state : BackendState.values()) {
            counts.put(state, 0);
        }
        backends.forEach(backend -> counts.merge(backend.status().state(), 1, Integer::sum));
        out.gauge("primelb_servers", "Servers known, by state.");
        counts.forEach((state, count) -> out.sample(count, "state", state.text()));
    }

    private void servers(MetricsText out, Collection<Backend> backends) {
        each(out.gauge("primelb_server_info", "Always 1; the labels say where the server is."), backends,
                (backend, labels) -> out.sample(1, MetricsText.with(labels, "url", backend.url().toString())));
        each(out.gauge("primelb_server_active", "1 while the server may get requests, else 0."), backends,
                (backend, labels) -> out.sample(backend.status().active() ? 1 : 0, labels));
        each(out.gauge("primelb_server_in_flight", "Requests sent to the server and not finished."), backends,
                (backend, labels) -> out.sample(backend.inFlight(), labels));
        each(out.gauge("primelb_server_max_in_flight", "How many requests the server takes at once."), backends,
                (backend, labels) -> out.sample(backend.announcement().maxInFlight(), labels));
        each(out.counter("primelb_server_attempts_total", "Attempts at the server."), backends,
                (backend, labels) -> out.sample(backend.requests(), labels));
        each(out.counter("primelb_server_retries_total", "Attempts at the server after the first of their request."),
                backends, (backend, labels) -> out.sample(backend.meters().retries(), labels));
        each(out.counter("primelb_server_responses_total", "Answers of the server, by class of status."), backends,
                (backend, labels) -> backend.meters().answers().write(out, labels));
        each(out.counter("primelb_server_failures_total", "Failed attempts at the server, by cause, whoever is to blame."),
                backends, (backend, labels) -> out.samples(backend.meters().failures().byName(), "cause", labels));
        each(out.counter("primelb_server_ejections_total", "How often the server became inactive from active, by cause."),
                backends, (backend, labels) -> out.samples(backend.meters().ejections().byName(), "cause", labels));
        each(out.counter("primelb_server_probes_total", "Health checks of the server, by outcome."), backends,
                (backend, labels) -> out.samples(backend.meters().probes().byName(), "outcome", labels));
        each(out.histogram("primelb_server_response_duration_seconds",
                "From the choice of the server, connecting included, to the head of its answer."), backends,
                (backend, labels) -> out.sample(backend.meters().responseTimes(), labels));
        each(out.gauge("primelb_server_connections", "Open connections to the server for traffic, by use."), backends,
                (backend, labels) -> {
                    // Read one after the other: never negative.
                    int idle = balancer.idleConnections(backend);
                    int busy = Math.max(0, backend.meters().connections() - idle);
                    out.sample(idle, MetricsText.with(labels, "use", "idle"))
                            .sample(busy, MetricsText.with(labels, "use", "busy"));
                });
    }

    private static void each(MetricsText family, Collection<Backend> backends, BiConsumer<Backend, String[]> sample) {
        backends.forEach(backend -> sample.accept(backend, new String[] {"server", backend.id()}));
    }
}
