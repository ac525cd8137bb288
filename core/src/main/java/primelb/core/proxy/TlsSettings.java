package primelb.core.proxy;

import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/**
 * Who is spoken to with TLS, and how. The contexts are asked for at each connection, so that they may change.
 *
 * @param clients the context with the balancer's own certificate; empty for plain text
 * @param backends the context that says whom to trust among servers with {@code https} URLs
 */
public record TlsSettings(Optional<Supplier<SSLContext>> clients, Supplier<SSLContext> backends) {
    /** Plain text for clients; servers are trusted that the JDK trusts. */
    public static final TlsSettings DEFAULT = new TlsSettings(Optional.empty(), TlsSettings::ofTheJdk);

    /** Requires both. */
    public TlsSettings {
        Objects.requireNonNull(clients, "clients");
        Objects.requireNonNull(backends, "backends");
    }

    private static SSLContext ofTheJdk() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /** Returns the same with this context for clients. */
    public TlsSettings forClients(Supplier<SSLContext> context) {
        return new TlsSettings(Optional.of(context), backends);
    }

    /** Returns the same with this context for servers. */
    public TlsSettings forBackends(Supplier<SSLContext> context) {
        return new TlsSettings(clients, context);
    }
}
