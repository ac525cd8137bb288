package primelb.client.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import primelb.client.cli.Arguments;
import primelb.core.http.HttpOrigin;

/** Reads the URL of the target, or several: the same request at several balancers. */
final class TargetUrls {
    /** More than one would start; each has a thread that watches its deadlines. */
    static final int MOST = 16;

    /** A comma may stand in a URL; one before another URL divides two. */
    private static final Pattern BETWEEN = Pattern.compile(",(?=[A-Za-z]+://)");

    private TargetUrls() {
    }

    /**
     * Returns the URLs, as arguments or with commas between; all have the path and query of the first, and may leave
     * them out. None where there is a mistake.
     */
    static List<URI> read(Arguments arguments, URI example) {
        List<String> texts = arguments.arguments().stream().flatMap(BETWEEN::splitAsStream).toList();
        if (texts.isEmpty()) {
            arguments.mistake("a URL is missing (try: %s)".formatted(example));
            return List.of();
        }
        if (texts.size() > MOST) {
            arguments.mistake("the target must be at most %d URLs, got %d (try: %s)".formatted(MOST, texts.size(),
                    example));
            return List.of();
        }
        var uris = new ArrayList<URI>();
        try {
            for (String text : texts) {
                uris.add(uris.isEmpty() ? Urls.http(text) : another(text, uris));
            }
            return uris;
        } catch (IllegalArgumentException e) {
            arguments.mistake("the target %s (try: %s)".formatted(e.getMessage(), example));
            return List.of();
        }
    }

    private static URI another(String text, List<URI> before) {
        URI uri = Urls.http(text);
        String wanted = Urls.originForm(before.getFirst());
        String given = Urls.originForm(uri);
        if (!given.equals("/") && !given.equals(wanted)) {
            throw new IllegalArgumentException("must be the same at every balancer (%s), or be left out; got '%s'"
                    .formatted(wanted, text));
        }
        // Put together and not resolved: a path that begins with // would be taken for another host.
        URI same = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + wanted);
        if (before.stream().anyMatch(other -> HttpOrigin.of(other).equals(HttpOrigin.of(same)))) {
            throw new IllegalArgumentException("must name each balancer once, got '%s' again".formatted(text));
        }
        return same;
    }
}
