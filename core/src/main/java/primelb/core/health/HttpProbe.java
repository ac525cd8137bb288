package primelb.core.health;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import primelb.core.backend.BackendUrl;
import primelb.core.http.ClientConnection;
import primelb.core.http.ClientRequest;
import primelb.core.http.ClientResponse;
import primelb.core.http.ExchangeException;
import primelb.core.http.Field;
import primelb.core.http.HttpOrigin;
import primelb.core.time.Ticker;

/**
 * Asks {@code GET /health_check} over a fresh connection; only 200 passes. The timeout covers all of it, from the
 * connect to the last byte of the body, of which at most 64 kB are read. Safe for any thread.
 */
public final class HttpProbe implements Probe {
    /** The path that every server answers. */
    public static final String PATH = "/health_check";
    private static final int MAX_BODY = 64 * 1024;
    private static final ClientRequest REQUEST = new ClientRequest("GET", PATH,
            List.of(new Field("User-Agent", "primelb-probe"), new Field("Connection", "close")), new byte[0]);

    private final Duration timeout;
    private final Ticker ticker;

    /**
     * Makes a probe.
     *
     * @param timeout how long all of it may take
     * @param ticker the clock of the timeout
     */
    public HttpProbe(Duration timeout, Ticker ticker) {
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    @Override
    public ProbeResult probe(BackendUrl url) {
        long started = ticker.nanos();
        HttpOrigin origin = new HttpOrigin(url.host(), url.port());
        try (ClientConnection connection = ClientConnection.open(origin, timeout, ticker)) {
            ClientResponse response = connection.exchange(REQUEST, started + timeout.toNanos(), MAX_BODY);
            long millis = (ticker.nanos() - started) / 1_000_000;
            return response.status() == 200
                    ? new ProbeResult.Passed("200 in " + millis + " ms")
                    : new ProbeResult.Failed("status " + response.status());
        } catch (ExchangeException e) {
            // Without a file descriptor, or told to stop, nothing was learnt about the server.
            boolean ownTrouble = e.kind() == ExchangeException.Kind.LOCAL || Thread.currentThread().isInterrupted();
            return ownTrouble ? new ProbeResult.Unknown(e.kind().text()) : new ProbeResult.Failed(e.kind().text());
        }
    }
}
