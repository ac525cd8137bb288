package primelb.client.control;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import primelb.client.text.Printable;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonTypeException;
import primelb.core.json.JsonValue;

/** The balancer as its admin port shows it. */
public final class Balancer {
    private static final int MAX_POLICY = 64;

    private final ControlPlane plane;
    private final URI admin;

    /** Asks at this admin URL; its path, if any, is the prefix of what is asked. */
    public Balancer(ControlPlane plane, URI admin) {
        this.plane = plane;
        this.admin = admin;
    }

    /** Returns every server it knows, in its order. */
    public List<ServerView> servers() throws IOException, InterruptedException {
        JsonObject answer = plane.get(at("/servers"));
        try {
            List<JsonValue> elements = answer.array("servers")
                    .orElseThrow(() -> new JsonTypeException("no member \"servers\"")).values();
            var servers = new ArrayList<ServerView>();
            for (JsonValue element : elements) {
                if (!(element instanceof JsonObject server)) {
                    throw new JsonTypeException("a server that is not an object");
                }
                servers.add(ServerView.of(server));
            }
            return servers;
        } catch (JsonTypeException e) {
            throw new IOException(at("/servers") + " is not a balancer's list of servers: " + e.getMessage(), e);
        }
    }

    /** Returns what it thinks of one server, empty when it does not know it. */
    public Optional<ServerView> server(String id) throws IOException, InterruptedException {
        return servers().stream().filter(server -> server.id().equals(id)).findFirst();
    }

    /** Returns how many requests it has counted since it started; empty where it does not tell. */
    public OptionalLong requests() throws InterruptedException {
        try {
            return plane.get(at("/stats")).integer("requests");
        } catch (IOException | JsonTypeException _) {
            // A balancer without counts is a fact that the reconciliation tells.
            return OptionalLong.empty();
        }
    }

    /** Returns the word for how it chooses a server; empty where it does not tell. */
    public Optional<String> policy() throws InterruptedException {
        try {
            return plane.get(at("/stats")).text("policy").map(policy -> Printable.of(policy, MAX_POLICY));
        } catch (IOException | JsonTypeException _) {
            return Optional.empty();
        }
    }

    private URI at(String path) {
        String base = admin.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
