package primelb.client.control;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonTypeException;

/** Asks a server how many requests for primes it has counted since it started. */
public final class ServerCounter {
    private final ControlPlane plane;

    /** Asks over this. */
    public ServerCounter(ControlPlane plane) {
        this.plane = plane;
    }

    /**
     * Returns the count: what it computed, refused, and gave up.
     *
     * @param url where the server is
     * @param id who must answer there; where somebody else does, there is no count
     */
    public OptionalLong count(String url, String id) throws InterruptedException {
        try {
            JsonObject stats = plane.get(URI.create(url.endsWith("/") ? url + "stats" : url + "/stats"));
            if (!stats.text("server").equals(Optional.of(id)) || stats.integer("computations").isEmpty()) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(stats.integer("computations").getAsLong()
                    + stats.integer("rejected").orElse(0) + stats.integer("abandoned").orElse(0));
        } catch (IOException | JsonTypeException | IllegalArgumentException _) {
            // From outside a container network a server often cannot be reached: the reconciliation says so.
            return OptionalLong.empty();
        }
    }
}
