package primelb.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import primelb.core.http.Head;
import primelb.core.http.KnownField;

/** Which fields concern one connection only and are not passed on (RFC 9110 §7.6.1). */
final class HopByHop {
    /** What Connection says most of the time; these name no field that would have to go. */
    private static final Set<String> OPTIONS = Set.of("close", "keep-alive", "upgrade", "");

    private HopByHop() {
    }

    /** Returns whether this field is never passed on; the framing is written anew for each side. */
    static boolean always(KnownField field) {
        return switch (field) {
            case CONNECTION, KEEP_ALIVE, PROXY_CONNECTION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE, HTTP2_SETTINGS,
                    PROXY_AUTHENTICATE, PROXY_AUTHORIZATION -> true;
            default -> false;
        };
    }

    /** Returns the names, in lower case, that the head's Connection lines nominate to be dropped; mostly none. */
    static Set<String> nominated(Head head) {
        Set<String> names = Set.of();
        if (!head.has(KnownField.CONNECTION)) {
            return names;
        }
        for (int i = 0; i < head.fieldCount(); i++) {
            if (head.known(i) != KnownField.CONNECTION) {
                continue;
            }
            for (String token : head.value(i).split(",", -1)) {
                String name = token.strip().toLowerCase(Locale.ROOT);
                if (!OPTIONS.contains(name)) {
                    names = names.isEmpty() ? new TreeSet<>() : names;
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Returns whether line {@code i} is one of the nominated; Host and the framing cannot be nominated away. */
    static boolean isNominated(Set<String> nominated, Head head, int i) {
        if (nominated.isEmpty() || head.known(i) == KnownField.HOST || head.known(i) == KnownField.CONTENT_LENGTH) {
            return false;
        }
        String name = new String(head.bytes(), head.nameFrom(i), head.nameTo(i) - head.nameFrom(i),
                StandardCharsets.ISO_8859_1);
        return nominated.contains(name.toLowerCase(Locale.ROOT));
    }
}
