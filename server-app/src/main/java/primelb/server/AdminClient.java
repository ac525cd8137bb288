package primelb.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import primelb.core.http.ClientConnection;
import primelb.core.http.ClientRequest;
import primelb.core.http.ClientResponse;
import primelb.core.http.ExchangeException;
import primelb.core.http.Field;
import primelb.core.http.HttpOrigin;
import primelb.core.json.JsonArray;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonString;
import primelb.core.json.JsonSyntaxException;
import primelb.core.json.JsonTypeException;
import primelb.core.json.JsonValue;
import primelb.core.json.JsonWriter;
import primelb.core.time.Ticker;

/** Speaks to admin ports over HTTP, each call on a connection of its own. Safe for many threads. */
final class AdminClient implements Admin {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(1500);
    /** The balancer probes before it answers, for up to 2.5 s. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private final String serverId;
    private final OptionalInt maxInFlight;
    private final Optional<String> token;
    private final Ticker ticker;

    AdminClient(String serverId, OptionalInt maxInFlight, Optional<String> token, Ticker ticker) {
        this.serverId = serverId;
        this.maxInFlight = maxInFlight;
        this.token = token;
        this.ticker = ticker;
    }

    @Override
    public Verdict up(Port port, String url, boolean heartbeat) {
        JsonObject.Builder body = JsonObject.builder().put("url", url).put("id", serverId);
        maxInFlight.ifPresent(most -> body.put("maxInFlight", most));
        if (heartbeat) {
            body.put("heartbeat", true);
        }
        return post(port, "/server_up", body.build(), CONNECT_TIMEOUT, ANSWER_TIMEOUT);
    }

    @Override
    public Verdict down(Port port, String url, Duration limit) {
        return post(port, "/server_down", JsonObject.builder().put("url", url).build(), limit, limit);
    }

    private Verdict post(Port port, String path, JsonObject body, Duration connect, Duration answer) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("Host", port.origin().hostField()));
        fields.add(new Field("Content-Type", "application/json"));
        fields.add(new Field("Connection", "close"));
        token.ifPresent(text -> fields.add(new Field("Authorization", "Bearer " + text)));
        ClientRequest request = new ClientRequest(
                "POST", path, fields, JsonWriter.compact(body).getBytes(StandardCharsets.UTF_8));
        HttpOrigin address = new HttpOrigin(port.address().getHostAddress(), port.origin().port());
        long deadline = ticker.nanos() + answer.toNanos();
        try (ClientConnection connection = ClientConnection.open(address, connect, ticker)) {
            return verdict(connection.exchange(request, deadline, JsonLimits.REQUEST.maxBytes()));
        } catch (ExchangeException e) {
            return new Verdict.Unreachable(e.getMessage());
        }
    }

    /** Takes the answer for what it says, and for nothing if it is not of this contract. */
    private static Verdict verdict(ClientResponse response) {
        int status = response.status();
        try {
            if (!(JsonReader.read(response.body(), JsonLimits.REQUEST) instanceof JsonObject body)) {
                return new Verdict.Refused(status, "its answer is not a JSON object");
            }
            if (status != 200 && status != 202) {
                return new Verdict.Refused(status, body.text("detail").orElse("without a detail"));
            }
            List<String> peers = peers(body);
            return body.bool("active").orElse(false)
                    ? new Verdict.Active(peers)
                    : new Verdict.Inactive(body.text("reason").orElse("without a reason"), peers);
        } catch (JsonSyntaxException | JsonTypeException e) {
            return new Verdict.Refused(status, "its answer is not of a balancer: " + e.getMessage());
        }
    }

    /** Returns the URLs as they stand there; none where the answer names none, or something that is no text. */
    private static List<String> peers(JsonObject body) {
        List<String> peers = new ArrayList<>();
        for (JsonValue value : body.array("peers").map(JsonArray::values).orElse(List.of())) {
            if (!(value instanceof JsonString(String text))) {
                throw new JsonTypeException("\"peers\" must be an array of strings");
            }
            peers.add(text);
        }
        return peers;
    }
}
