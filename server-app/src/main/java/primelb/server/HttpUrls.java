package primelb.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import primelb.core.http.HttpOrigin;

/** Reads the URLs of settings: {@code http://host} or {@code http://host:port}, and no more. */
final class HttpUrls {

    private HttpUrls() {}

    /**
     * Returns host and port.
     *
     * @throws IllegalArgumentException if the text is anything else; the message completes a sentence
     */
    static HttpOrigin origin(String text) {
        try {
            URI uri = new URI(text);
            boolean bare = uri.getRawPath() != null && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            if (bare && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return HttpOrigin.of(uri);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException(wanted(), e);
        }
        throw new IllegalArgumentException(wanted());
    }

    /**
     * Returns the origins of a comma list, each once.
     *
     * @throws IllegalArgumentException if one is no such URL
     */
    static List<HttpOrigin> origins(String text) {
        List<HttpOrigin> origins = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            HttpOrigin origin = origin(part.strip());
            if (!origins.contains(origin)) {
                origins.add(origin);
            }
        }
        return List.copyOf(origins);
    }

    /** Returns the URL of an origin. */
    static String text(HttpOrigin origin) {
        return "http://" + origin.hostField();
    }

    private static String wanted() {
        return "must be an http URL of host and port only, such as http://lb:8081";
    }
}
