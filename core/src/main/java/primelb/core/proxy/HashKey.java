package primelb.core.proxy;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import primelb.core.balance.Mix;
import primelb.core.http.RequestHead;

/**
 * What of a request is its key, by which a policy may send all that belong together to the same backend.
 *
 * @param kind what it is
 * @param field the name of the header field in lower case; empty unless it is one
 */
public record HashKey(Kind kind, String field) {
    /** No request has a key. */
    public static final HashKey NONE = new HashKey(Kind.NONE, "");
    /** The path, without the query. */
    public static final HashKey PATH = new HashKey(Kind.PATH, "");

    private static final String HEADER = "header:";
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,100}");

    /** What a key may be. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** The path, without the query. */
        PATH,
        /** The value of a header field; a request without it has no key. */
        HEADER
    }

    /**
     * Returns the key that a text describes: {@code path}, or {@code header:NAME}.
     *
     * @throws IllegalArgumentException if it is neither; the message completes "LB_HASH_KEY …"
     */
    public static HashKey parse(String text) {
        if (text.equals("path")) {
            return PATH;
        }
        String name = text.startsWith(HEADER) ? text.substring(HEADER.length()).toLowerCase(Locale.ROOT) : "";
        if (!FIELD_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("must be path, or header:NAME with the name of a field");
        }
        return new HashKey(Kind.HEADER, name);
    }

    /** Returns a number that stands for the request's key; empty if it has none. */
    OptionalLong of(RequestHead head) {
        return switch (kind) {
            case NONE -> OptionalLong.empty();
            case PATH -> OptionalLong.of(Mix.of(path(head.target())));
            case HEADER -> Optional.of(head.indexOf(field)).filter(line -> line >= 0).map(head::value)
                    .map(value -> OptionalLong.of(Mix.of(value))).orElseGet(OptionalLong::empty);
        };
    }

    private static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
