package primelb.lb;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import primelb.core.web.Fields;
import primelb.core.web.Handler;
import primelb.core.web.Problem;
import primelb.core.web.ProblemException;

/**
 * Keeps web pages from using the admin port through the browser of somebody who can reach it.
 *
 * <p>A page of another site shows itself by its {@code Origin}. One whose name has been made to mean this machine (DNS
 * rebinding) has an origin that fits, but names that host; so on a loopback address only the names of loopback will do.
 * Programs send no Origin, and the host that they were told.
 */
final class CrossSite {
    private static final Pattern WITH_PORT = Pattern.compile("(.*?)(:[0-9]{0,5})?");
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private final boolean loopback;
    private final String ownName;

    /**
     * Makes it for an admin port.
     *
     * @param bound the address that it listens on
     * @param name how that was called in the settings, which is a name that will do as well
     */
    CrossSite(InetAddress bound, String name) {
        this.loopback = bound.isLoopbackAddress();
        this.ownName = name.toLowerCase(Locale.ROOT);
    }

    /** Returns a handler that answers 403 or 421, and does nothing else, to what comes from another site. */
    Handler refusing(Handler handler) {
        return request -> {
            check(request.fields());
            return handler.handle(request);
        };
    }

    private void check(Fields fields) throws ProblemException {
        Optional<String> host = fields.single("Host");
        if (loopback && host.isPresent() && !ours(host.get())) {
            throw new ProblemException(new Problem(421, "Misdirected Request", "the admin port listens on a loopback "
                    + "address and answers to localhost, 127.x.x.x, [::1] and its configured name, not to the Host that "
                    + "was sent"));
        }
        List<String> origins = fields.all("Origin");
        if (!origins.isEmpty() && !(origins.size() == 1 && sameSite(origins.getFirst(), host.orElse("")))) {
            throw new ProblemException(Problem.of(403, "the Origin that was sent is not this admin port's own"));
        }
    }

    private boolean ours(String host) {
        Matcher parts = WITH_PORT.matcher(host.toLowerCase(Locale.ROOT));
        String name = parts.matches() ? parts.group(1) : "";
        return name.equals("localhost") || name.equals("[::1]") || LOOPBACK_V4.matcher(name).matches()
                || name.equals(ownName) || name.equals("[" + ownName + "]");
    }

    /** Either scheme: whoever puts TLS in front of the port leaves the host as it was. */
    private static boolean sameSite(String origin, String host) {
        return !host.isEmpty() && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }
}
