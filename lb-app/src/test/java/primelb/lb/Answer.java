package primelb.lb;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import primelb.core.http.ClientConnection;
import primelb.core.http.ClientRequest;
import primelb.core.http.ClientResponse;
import primelb.core.http.HttpOrigin;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/**
 * What the balancer answered.
 *
 * @param response all of it
 */
record Answer(ClientResponse response) {
    private static final Ticker TICKER = SystemTime.ticker();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 1 << 20;
    private static final JsonLimits LIMITS = new JsonLimits(LARGEST, 10);

    /** Sends one request over a connection of its own. */
    static Answer to(InetSocketAddress address, ClientRequest request) {
        try {
            return tryTo(address, request);
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.target() + " at " + address, e);
        }
    }

    /** Sends one request over a connection of its own, where the test expects that it may fail. */
    static Answer tryTo(InetSocketAddress address, ClientRequest request) throws IOException {
        HttpOrigin origin = new HttpOrigin(address.getAddress().getHostAddress(), address.getPort());
        try (ClientConnection connection = ClientConnection.open(origin, PATIENCE, TICKER)) {
            return new Answer(connection.exchange(request, TICKER.nanos() + PATIENCE.toNanos(), LARGEST));
        }
    }

    int status() {
        return response.status();
    }

    String body() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonObject json() {
        try {
            return (JsonObject) JsonReader.read(response.body(), LIMITS);
        } catch (JsonSyntaxException e) {
            throw new AssertionError(toString(), e);
        }
    }

    /** Returns the detail of a problem. */
    String detail() {
        if (!response.field("Content-Type").orElse("").equals("application/problem+json")) {
            throw new AssertionError("no problem: " + this);
        }
        return json().text("detail").orElseThrow();
    }

    @Override
    public String toString() {
        return status() + " " + response.fields() + " " + body();
    }
}
