package primelb.client.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import primelb.client.text.Printable;
import primelb.core.json.JsonLimits;
import primelb.core.json.JsonObject;
import primelb.core.json.JsonReader;
import primelb.core.json.JsonSyntaxException;

/** Gets JSON from the balancer's admin port and from servers. */
public final class ControlPlane implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** A list of a thousand servers takes half of this. */
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 16);

    private final HttpClient client;

    private ControlPlane(HttpClient client) {
        this.client = client;
    }

    /** Returns one that is to be closed. */
    public static ControlPlane open() {
        return new ControlPlane(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(TIMEOUT)
                .build());
    }

    /**
     * Makes the JDK's client send each request once, as this program's own does. It must be called before the
     * first use of that client in this process: it reads these properties once.
     */
    public static void forbidHiddenResends() {
        System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    }

    /**
     * Returns the JSON object that is answered with 200.
     *
     * @throws IOException in every other case, with a message that names the address and what came instead
     */
    public JsonObject get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "application/json").build();
        // The client's own timeout does not cover the body: the future's does.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LIMITS.maxBytes()));
        try {
            return read(uri, answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("%s did not answer within %d s".formatted(uri, TIMEOUT.toSeconds()), e);
        } catch (ExecutionException e) {
            throw new IOException("%s cannot be reached (%s)".formatted(uri, reason(e.getCause())), e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static JsonObject read(URI uri, HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("%s answered %d, expected 200".formatted(uri, response.statusCode()));
        }
        try {
            if (JsonReader.read(response.body(), LIMITS) instanceof JsonObject object) {
                return object;
            }
            throw new IOException(uri + " did not answer with a JSON object");
        } catch (JsonSyntaxException e) {
            throw new IOException("%s did not answer with JSON: %s".formatted(uri, e.getMessage()), e);
        }
    }

    /** The JDK's connect errors mostly have no message of their own. */
    private static String reason(Throwable cause) {
        return switch (cause) {
            case java.net.http.HttpConnectTimeoutException _ -> "connect timeout";
            case java.net.ConnectException refused when refused.getCause()
                    instanceof java.nio.channels.UnresolvedAddressException -> "unknown host";
            case java.net.ConnectException _ -> "connection refused";
            case null -> "no reason given";
            default -> Printable.of(cause.getMessage() == null ? cause.toString() : cause.getMessage(), 120);
        };
    }
}
