package primelb.lb;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import primelb.core.config.SettingsException;
import primelb.core.http.ClientRequest;
import primelb.core.http.Field;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonObject;
import primelb.core.testing.OpenApi;
import primelb.core.testing.ScriptedBackend;

/** A whole balancer inside the test, on free ports, and a client of both of them. */
final class LbFixture implements AutoCloseable {
    private static final OpenApi DESCRIPTION = OpenApi.of("lb-app");

    private final Lb lb;
    private final List<ScriptedBackend> backends = new ArrayList<>();

    private LbFixture(Lb lb) {
        this.lb = lb;
    }

    /** Starts a balancer with these settings and free ports; an active server is probed only if the settings say so. */
    static LbFixture start(Map<String, String> settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("LB_PORT", "0", "LB_ADMIN_PORT", "0", "LB_PROBE_INTERVAL", "1h"));
        all.putAll(settings);
        try {
            return new LbFixture(Lb.start(config(all)));
        } catch (StartFailedException e) {
            throw new AssertionError(e);
        }
    }

    static LbConfig config(Map<String, String> environment, String... args) {
        try {
            return switch (LbConfig.from(environment, List.of(args))) {
                case LbConfig.Parsed.Run(LbConfig config) -> config;
                case LbConfig.Parsed.Print(String text) -> throw new AssertionError(text);
            };
        } catch (SettingsException e) {
            throw new AssertionError(String.join("\n", e.mistakes()), e);
        }
    }

    Lb lb() {
        return lb;
    }

    int trafficPort() {
        return lb.trafficAddress().getPort();
    }

    int adminPort() {
        return lb.adminAddress().getPort();
    }

    /** Returns a new backend that is healthy and not registered; closed with the fixture. */
    ScriptedBackend backend() {
        ScriptedBackend backend = ScriptedBackend.start();
        backends.add(backend);
        return backend;
    }

    /** Returns a new backend that is registered and active. */
    ScriptedBackend active(String id) {
        ScriptedBackend backend = backend();
        Answer answer = serverUp(announcement(backend, id));
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return backend;
    }

    static String announcement(ScriptedBackend backend, String id) {
        return "{\"url\":\"" + backend.url() + "\",\"id\":\"" + id + "\"}";
    }

    Answer serverUp(String json) {
        return post("/server_up", json);
    }

    Answer serverDown(String url) {
        return post("/server_down", "{\"url\":\"" + url + "\"}");
    }

    /** Posts JSON to the admin port. */
    Answer post(String path, String json, Field... more) {
        List<Field> fields = new ArrayList<>(List.of(more));
        fields.add(new Field("Content-Type", "application/json"));
        return admin("POST", path, fields, json.getBytes(StandardCharsets.UTF_8));
    }

    Answer adminGet(String path) {
        return admin("GET", path, List.of(), new byte[0]);
    }

    /** Asks the admin port; the answer must be one that its description knows. */
    Answer admin(String method, String path, List<Field> fields, byte[] body) {
        Answer answer = Answer.to(lb.adminAddress(), new ClientRequest(method, path, fields, body));
        List<String> mistakes = DESCRIPTION.mistakes(method, path.replaceFirst("\\?.*", ""), answer.status(),
                answer.response().field("Content-Type").orElse(""), answer.response().body());
        if (!mistakes.isEmpty()) {
            throw new AssertionError(method + " " + path + " is not as described in openapi.json: " + mistakes);
        }
        return answer;
    }

    /** Asks for a path at the traffic port. */
    Answer traffic(String path) {
        return Answer.to(lb.trafficAddress(), ClientRequest.get(path));
    }

    /** Returns the servers as the admin port shows them. */
    List<JsonObject> servers() {
        JsonArray servers = adminGet("/servers").json().array("servers").orElseThrow();
        return servers.values().stream().map(JsonObject.class::cast).toList();
    }

    /** Returns the only server there is. */
    JsonObject server() {
        List<JsonObject> servers = servers();
        if (servers.size() != 1) {
            throw new AssertionError("expected one server, got " + servers);
        }
        return servers.getFirst();
    }

    @Override
    public void close() {
        lb.close();
        backends.forEach(ScriptedBackend::close);
    }
}
