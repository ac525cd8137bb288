package primelb.core.health;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import primelb.core.backend.BackendUrl;
import primelb.core.http.AllowedAddresses;
import primelb.core.http.ClientConnection;
import primelb.core.http.ClientRequest;
import primelb.core.http.ClientResponse;
import primelb.core.http.ExchangeException;
import primelb.core.http.Field;
import primelb.core.http.HttpOrigin;
import primelb.core.time.Ticker;

/**
 * Asks {@code GET /health_check} over a fresh connection; only 200 passes. The timeout covers all of it, from the
 * connect to the last byte of the body, of which at most 64 kB are read. A timeout that is noticed far too late says that
 * the balancer was held up (SIGSTOP, a frozen container), and nothing of the server. Safe for any thread.
 */
public final class HttpProbe implements Probe {
    /** The path that every server answers. */
    public static final String PATH = "/health_check";
    private static final int MAX_BODY = 64 * 1024;
    /** How late a timeout may be noticed on a busy machine. */
    private static final Duration HELD_UP = Duration.ofMillis(500);
    private static final ClientRequest REQUEST = new ClientRequest("GET", PATH,
            List.of(new Field("User-Agent", "primelb-probe"), new Field("Connection", "close")), new byte[0]);

    private final Duration timeout;
    private final Ticker ticker;
    private final Supplier<SSLContext> trust;
    private final AllowedAddresses allowed;

    /**
     * Makes a probe.
     *
     * @param timeout how long all of it may take
     * @param ticker the clock of the timeout
     * @param trust whom to trust among servers with {@code https} URLs; asked for at each probe of one
     * @param allowed which addresses may be connected to
     */
    public HttpProbe(Duration timeout, Ticker ticker, Supplier<SSLContext> trust, AllowedAddresses allowed) {
        this.allowed = Objects.requireNonNull(allowed, "allowed");
        this.trust = Objects.requireNonNull(trust, "trust");
        this.timeout = Objects.requireNonNull(timeout, "timeout");
        this.ticker = Objects.requireNonNull(ticker, "ticker");
    }

    @Override
    public ProbeResult probe(BackendUrl url) {
        long started = ticker.nanos();
        HttpOrigin origin = new HttpOrigin(url.host(), url.port());
        try (ClientConnection connection = open(url, origin)) {
            ClientResponse response = connection.exchange(REQUEST, started + timeout.toNanos(), MAX_BODY);
            long millis = (ticker.nanos() - started) / 1_000_000;
            return response.status() == 200
                    ? new ProbeResult.Passed("200 in " + millis + " ms")
                    : new ProbeResult.Failed("status " + response.status(), true);
        } catch (ExchangeException e) {
            return failed(e, ticker.nanos() - started);
        }
    }

    private ProbeResult failed(ExchangeException e, long tookNanos) {
        ExchangeException.Kind kind = e.kind();
        // Without a file descriptor, or told to stop, nothing was learnt about the server.
        if (kind == ExchangeException.Kind.LOCAL || Thread.currentThread().isInterrupted()) {
            return new ProbeResult.Unknown(kind.text());
        }
        boolean byPatience = switch (kind) {
            case TIMEOUT, RESET, CLOSED_WITHOUT_ANSWER, TRUNCATED -> true;
            // The others were learnt at once, or from a name service that may be slow.
            case UNKNOWN_HOST, NO_ROUTE, REFUSED, CONNECT_TIMEOUT, NOT_ALLOWED, TLS, MALFORMED, TOO_LARGE, LOCAL -> false;
        };
        if (byPatience && tookNanos - timeout.toNanos() > HELD_UP.toNanos()) {
            return new ProbeResult.Unknown("the balancer was held up for " + tookNanos / 1_000_000 + " ms");
        }
        return new ProbeResult.Failed(kind == ExchangeException.Kind.NOT_ALLOWED ? e.getMessage() : kind.text());
    }

    private ClientConnection open(BackendUrl url, HttpOrigin origin) throws ExchangeException {
        return url.encrypted()
                ? ClientConnection.openEncrypted(origin, allowed, timeout, ticker, trust.get())
                : ClientConnection.open(origin, allowed, timeout, ticker);
    }
}
