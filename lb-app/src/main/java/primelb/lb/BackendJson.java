package primelb.lb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import primelb.core.backend.Announcement;
import primelb.core.backend.Backend;
import primelb.core.backend.BackendStatus;
import primelb.core.backend.BackendUrl;
import primelb.core.config.Durations;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonNull;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonTypeException;
import primelb.core.json.JsonValue;
import primelb.core.web.ProblemException;

/** Servers as the admin port shows them, and announcements as it takes them. */
final class BackendJson {
    private BackendJson() {
    }

    /** Returns {@code {"servers":[...]}}. */
    static JsonObject list(List<Backend> backends) {
        List<JsonValue> servers = new ArrayList<>(backends.size());
        backends.forEach(backend -> servers.add(one(backend)));
        return JsonObject.builder().put("servers", new JsonArray(servers)).build();
    }

    /** Returns one server: the three things that matter first, then the rest. */
    static JsonObject one(Backend backend) {
        BackendStatus status = backend.status();
        return JsonObject.builder()
                .put("url", backend.url().toString())
                .put("lastRequest", backend.lastRequest().map(Object::toString).orElse(null))
                .put("active", status.active())
                .put("id", backend.id())
                .put("state", status.state().text())
                .put("reason", status.reason())
                .put("held", status.held())
                .put("since", status.since().instant().toString())
                .put("registeredAt", backend.registeredAt().toString())
                .put("inFlight", backend.inFlight())
                .put("requests", backend.requests())
                .put("failures", backend.failures())
                .put("lastProbe", lastProbe(backend))
                .put("maxInFlight", backend.announcement().maxInFlight())
                .put("weight", backend.announcement().weight())
                .put("lease", backend.announcement().lease().map(Durations::format).orElse(null))
                .build();
    }

    private static JsonValue lastProbe(Backend backend) {
        return backend.lastProbe().<JsonValue>map(probe -> JsonObject.builder()
                .put("at", probe.at().toString())
                .put("passed", probe.passed())
                .put("detail", probe.detail())
                .build()).orElse(new JsonNull());
    }

    /**
     * Returns what a server announces; unknown members are ignored, so that newer servers can say more.
     *
     * @throws ProblemException 400 that names the member, its value and the limit
     */
    static Announcement announcement(JsonObject body, Function<BackendUrl, Announcement> known)
            throws ProblemException {
        try {
            BackendUrl url = url(body);
            Announcement before = known.apply(url);
            return new Announcement(url, body.text("id").orElse(before.id()),
                    number(body, "maxInFlight", before.maxInFlight(), Announcement.LARGEST_MAX_IN_FLIGHT),
                    number(body, "weight", before.weight(), Announcement.LARGEST_WEIGHT),
                    body.text("lease").map(BackendJson::lease).orElse(before.lease()));
        } catch (IllegalArgumentException | JsonTypeException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
    }

    /**
     * Returns a member that is true or false, and false where it is absent: {@code heartbeat}, {@code hold},
     * {@code restore}.
     *
     * @throws ProblemException 400 if what it says is neither true nor false
     */
    static boolean flag(JsonObject body, String name) throws ProblemException {
        try {
            return body.bool(name).orElse(false);
        } catch (JsonTypeException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
    }

    /**
     * Returns the URL that a server names.
     *
     * @throws ProblemException 400 that says what is wrong with it
     */
    static BackendUrl url(JsonObject body) throws ProblemException {
        try {
            return BackendUrl.parse(body.text("url")
                    .orElseThrow(() -> new IllegalArgumentException(
                            "\"url\" is missing, as in {\"url\":\"http://host:8000\"}")));
        } catch (IllegalArgumentException | JsonTypeException e) {
            throw ProblemException.badRequest(e.getMessage());
        }
    }

    private static Optional<Duration> lease(String text) {
        if (text.equals("none")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("lease " + e.getMessage() + ", or none", e);
        }
    }

    private static int number(JsonObject body, String name, int otherwise, int largest) {
        long value = body.integer(name).orElse(otherwise);
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException(name + " must be 1.." + largest + ", got " + value);
        }
        return (int) value;
    }
}
