package primelb.core.backend;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a server in its one normal form, so that two spellings of it are one server.
 *
 * @param host the host in lower case; an IPv6 address has no brackets
 * @param port 1 to 65535
 */
public record BackendUrl(String host, int port) {
    /** The longest URL that is accepted, in characters. */
    public static final int MAX_LENGTH = 2048;
    private static final int DEFAULT_PORT = 80;

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
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw refused(text, uri.getScheme() == null ? "it is not absolute" : "its scheme is not http", null);
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
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        if (port < 1 || port > 65535 || uri.getRawAuthority().endsWith(":")) {
            throw refused(text, "its port must be 1..65535", null);
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        return new BackendUrl(host, port);
    }

    private static IllegalArgumentException refused(String text, String why, Exception cause) {
        String shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        return new IllegalArgumentException(
                "url '" + shown + "' is refused: " + why + " (expected http://HOST:PORT)", cause);
    }

    /** Returns the URL in its normal form: no trailing slash, no port where it is 80. */
    @Override
    public String toString() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "http://" + (port == DEFAULT_PORT ? name : name + ":" + port);
    }
}
