package primelb.client.command;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads the URLs people give. */
final class Urls {
    private static final int MAX_LENGTH = 8000;

    private Urls() {
    }

    /**
     * Returns the URL, with a slash for an empty path.
     *
     * @throws IllegalArgumentException for anything but an absolute http URL without user and fragment
     */
    static URI http(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("must be a URL of at most %d characters, got %d".formatted(
                    MAX_LENGTH, text.length()));
        }
        if (!text.contains("://")) {
            throw new IllegalArgumentException("must be a URL that begins with http://, got '%s'".formatted(text));
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a URL, got '%s': %s at %d".formatted(
                    text, e.getReason(), e.getIndex() + 1), e);
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("must begin with http:// (no other scheme is spoken), got '%s'"
                    .formatted(text));
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65535) {
            throw new IllegalArgumentException("must name a host and a port 1..65535, got '%s'".formatted(text));
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must have no user and no fragment, got '%s'".formatted(text));
        }
        return uri.getRawPath().isEmpty() ? uri.resolve("/" + query(uri)) : uri;
    }

    /** Returns what stands in the request line. */
    static String originForm(URI uri) {
        return uri.getRawPath() + query(uri);
    }

    private static String query(URI uri) {
        return uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    }
}
