package primelb.lb;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

import primelb.core.http.HttpOrigin;

/** Reads the admin URLs of other balancers, which this one names to every server that registers. */
final class PeerUrls {
    /** What a server takes from one balancer. */
    static final int MOST = 64;

    private PeerUrls() {
    }

    /**
     * Returns the URLs of a comma list, each once, as {@code http://host:port}. They are not looked up: a name may have
     * several addresses, and other ones tomorrow, and it is the servers that announce themselves there.
     *
     * @throws IllegalArgumentException if one is no http URL of host and port alone, or there are too many
     */
    static List<String> parse(String text) {
        SequencedSet<String> urls = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            urls.add(one(part.strip()));
        }
        if (urls.size() > MOST) {
            throw new IllegalArgumentException("must be at most " + MOST + " URLs, got " + urls.size());
        }
        return List.copyOf(urls);
    }

    private static String one(String text) {
        try {
            URI uri = new URI(text);
            String path = uri.getRawPath();
            if ((path == null || path.isEmpty() || path.equals("/")) && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return "http://" + HttpOrigin.of(uri).hostField();
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException(wanted(text), e);
        }
        throw new IllegalArgumentException(wanted(text));
    }

    private static String wanted(String text) {
        return "must be http URLs of host and port only, such as http://lb2:8081, got '" + text + "'";
    }
}
