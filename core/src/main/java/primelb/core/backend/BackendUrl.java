package primelb.core.backend;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * The address of a server in its one normal form, so that two spellings of it are one server.
 *
 * @param encrypted whether it is {@code https}
 * @param host the host in lower case, at most 253 characters; an IPv6 address has no brackets and no abbreviation
 * @param port 1 to 65535
 */
public record BackendUrl(boolean encrypted, String host, int port) {
    /** The longest URL that is accepted, in characters. */
    public static final int MAX_LENGTH = 2048;
    /** The longest host: what DNS allows a name to have. */
    public static final int LONGEST_HOST = 253;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** Refuses what is out of range; whether the host is in its normal form is up to {@link #parse}. */
    public BackendUrl {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty() || host.length() > LONGEST_HOST) {
            throw new IllegalArgumentException(
                    "a host must have 1.." + LONGEST_HOST + " characters, got " + host.length());
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port must be 1..65535, got " + port);
        }
    }

    /** Makes the address of a server that speaks plain {@code http}. */
    public BackendUrl(String host, int port) {
        this(false, host, port);
    }

    /**
     * Returns the address in a text like {@code http://server1:8000}.
     *
     * @throws IllegalArgumentException if it is not such a URL; the message says what is wrong with it
     */
    public static BackendUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "url must be at most " + MAX_LENGTH + " characters, got " + text.length());
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused(text, "it is not a URL", e);
        }
        boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
        if (!encrypted && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw refused(text, uri.getScheme() == null ? "it is not absolute" : "its scheme is not http or https", null);
        }
        if (uri.getRawUserInfo() != null || text.indexOf('@') >= 0) {
            throw refused(text, "it has user information", null);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(text, "it has a query or a fragment", null);
        }
        if (uri.getRawPath() != null && !uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/")) {
            throw refused(text, "it has a path", null);
        }
        if (uri.getHost() == null) {
            throw refused(text, "it has no valid host and port", null);
        }
        int port = uri.getPort() == -1 ? defaultPort(encrypted) : uri.getPort();
        if (port < 1 || port > 65535 || uri.getRawAuthority().endsWith(":")) {
            throw refused(text, "its port must be 1..65535", null);
        }
        String host = uri.getHost().startsWith("[") ? address(text, uri.getHost()) : uri.getHost();
        if (host.length() > LONGEST_HOST) {
            throw refused(text, "its host is over " + LONGEST_HOST + " characters", null);
        }
        return new BackendUrl(encrypted, host.toLowerCase(Locale.ROOT), port);
    }

    private static int defaultPort(boolean encrypted) {
        return encrypted ? HTTPS_PORT : HTTP_PORT;
    }

    /** Returns the one spelling of an address in brackets. */
    private static String address(String text, String bracketed) {
        if (bracketed.indexOf('%') >= 0) {
            throw refused(text, "an address with a zone means something else on every machine", null);
        }
        return InetAddress.ofLiteral(bracketed.substring(1, bracketed.length() - 1)).getHostAddress();
    }

    private static IllegalArgumentException refused(String text, String why, Exception cause) {
        String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        return new IllegalArgumentException(
                "url '" + shown + "' is refused: " + why + " (expected http://HOST:PORT)", cause);
    }

    /** Returns the host, in brackets if it is an IPv6 address, and the port unless it is the scheme's own. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == defaultPort(encrypted) ? name : name + ":" + port;
    }

    /** Returns the URL in its normal form: no trailing slash, no port where it is the scheme's own. */
    @Override
    public String toString() {
        return (encrypted ? "https://" : "http://") + authority();
    }
}
