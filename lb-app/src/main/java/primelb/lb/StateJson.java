package primelb.lb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import primelb.core.backend.Announcement;
import primelb.core.backend.BackendUrl;
import primelb.core.config.Durations;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.json.JsonTypeException;
import primelb.core.json.JsonValue;
import primelb.core.json.JsonWriter;

/** The registered servers as the state file holds them: {@code {"version":1,"servers":[...]}}. */
final class StateJson {
    private static final int VERSION = 1;
    /** More than the longest URL and id take, escaped and indented. */
    private static final int LONGEST_SERVER = 1024;
    private static final int ROOM = 64 * 1024;
    private static final int DEPTH = 4;

    private StateJson() {
    }

    /** Returns how long the text may be where so many servers may be registered; what is longer was not written here. */
    static int limit(int maxServers) {
        return ROOM + maxServers * LONGEST_SERVER;
    }

    /**
     * A server as the file keeps it.
     *
     * @param announcement what it said last
     * @param held whether an operator has drained it and not restored it yet
     */
    record Kept(Announcement announcement, boolean held) {
    }

    /** Returns the text; the same for the same servers. */
    static byte[] write(List<Kept> servers) {
        List<JsonValue> values = new ArrayList<>(servers.size());
        servers.forEach(server -> values.add(json(server)));
        JsonObject state = JsonObject.builder().put("version", VERSION).put("servers", new JsonArray(values)).build();
        return (JsonWriter.pretty(state) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject json(Kept kept) {
        Announcement server = kept.announcement();
        JsonObject.Builder json = JsonObject.builder()
                .put("url", server.url().toString())
                .put("id", server.id())
                .put("maxInFlight", server.maxInFlight())
                .put("weight", server.weight());
        server.lease().ifPresent(lease -> json.put("lease", Durations.format(lease)));
        if (kept.held()) {
            json.put("held", true);
        }
        return json.build();
    }

    /**
     * Returns the servers in a text.
     *
     * @throws IOException if anything in it is not as {@link #write} writes it; the message says what
     */
    static List<Kept> read(byte[] text) throws IOException {
        try {
            JsonValue value = JsonReader.read(text, new JsonLimits(Math.max(1, text.length), DEPTH));
            if (!(value instanceof JsonObject state)) {
                throw new IllegalArgumentException("it is not a JSON object");
            }
            long version = state.integer("version").orElse(0);
            if (version != VERSION) {
                throw new IllegalArgumentException("its version is " + version + ", known is " + VERSION);
            }
            List<Kept> servers = new ArrayList<>();
            for (JsonValue server : required(state.array("servers").orElse(null), "servers").values()) {
                if (!(server instanceof JsonObject object)) {
                    throw new IllegalArgumentException("a server is " + server.kind());
                }
                servers.add(new Kept(server(object), object.bool("held").orElse(false)));
            }
            return servers;
        } catch (JsonSyntaxException | JsonTypeException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Announcement server(JsonObject server) {
        return new Announcement(BackendUrl.parse(required(server.text("url").orElse(null), "url")),
                required(server.text("id").orElse(null), "id"),
                number(server, "maxInFlight", Announcement.DEFAULT_MAX_IN_FLIGHT), number(server, "weight", 1),
                server.text("lease").map(Durations::parse));
    }

    private static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return value;
    }

    private static int number(JsonObject server, String name, int otherwise) {
        long value = server.integer(name).orElse(otherwise);
        if (value != (int) value) {
            throw new IllegalArgumentException("\"" + name + "\": out of range, got " + value);
        }
        return (int) value;
    }
}
