package primelb.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import primelb.core.http.HttpOrigin;

/**
 * Tells the balancers behind one admin URL that this server is there: every address of its name, again and again, so
 * that a balancer which was restarted or moved learns of it too. What changes is said once, not each time.
 *
 * <p>{@link #round} is for one thread; {@link #registered} may be asked by any.
 */
final class Announcer {

    /** Finds the addresses of a name, asking anew each time. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> addressesOf(String host) throws UnknownHostException;
    }

    /**
     * One successful announcement.
     *
     * @param port to whom
     * @param url under which URL
     */
    record Registration(Admin.Port port, String url) {}

    private final HttpOrigin balancer;
    private final Resolver resolver;
    private final AdvertisedUrl url;
    private final Admin admin;
    private final Duration heartbeat;
    private final Backoff backoff;
    private final Consumer<String> out;
    private final Map<InetAddress, Registration> registered = new ConcurrentHashMap<>();
    private final Map<InetAddress, String> said = new ConcurrentHashMap<>();
    private String saidOfName = "";
    private boolean warned;

    Announcer(HttpOrigin balancer, Resolver resolver, AdvertisedUrl url, Admin admin, Duration heartbeat,
            Backoff backoff, Consumer<String> out) {
        this.balancer = balancer;
        this.resolver = resolver;
        this.url = url;
        this.admin = admin;
        this.heartbeat = heartbeat;
        this.backoff = backoff;
        this.out = out;
    }

    /** Announces once to every address, and returns how long to wait before the next time. */
    Duration round() {
        List<InetAddress> addresses;
        try {
            addresses = resolver.addressesOf(balancer.host());
            saidOfName = "";
        } catch (UnknownHostException e) {
            String text = "http://" + balancer + ": " + new Verdict.Unreachable("unknown host").text();
            if (!text.equals(saidOfName)) {
                out.accept("primelb-server not announced to " + text);
                saidOfName = text;
            }
            return backoff.afterFailure();
        }
        forgetAllBut(addresses);
        boolean everywhere = true;
        for (InetAddress address : addresses) {
            everywhere &= announceTo(new Admin.Port(balancer, address), addresses.size() > 1);
        }
        if (everywhere) {
            backoff.reset();
            return heartbeat;
        }
        return backoff.afterFailure();
    }

    /** Returns who has this server in its registry, as far as the last rounds tell. */
    List<Registration> registered() {
        return List.copyOf(registered.values());
    }

    private boolean announceTo(Admin.Port port, boolean oneOfSeveral) {
        String where = "http://" + balancer + (oneOfSeveral ? " (" + port.address().getHostAddress() + ")" : "");
        InetSocketAddress target = new InetSocketAddress(port.address(), balancer.port());
        String mine;
        try {
            mine = url.towards(target);
            warnIfUnreachable(mine, target, where);
        } catch (IOException e) {
            say(port.address(), "primelb-server not announced to " + where + ": "
                    + new Verdict.Unreachable("no route: " + e.getMessage()).text());
            return false;
        }
        Registration registration = new Registration(port, mine);
        Verdict verdict = admin.up(port, mine, registration.equals(registered.get(port.address())));
        if (verdict.registered()) {
            registered.put(port.address(), registration);
        }
        say(port.address(), "primelb-server announced: " + mine + " to " + where + ": " + verdict.text());
        return verdict.registered();
    }

    private void warnIfUnreachable(String mine, InetSocketAddress target, String where) throws IOException {
        if (!warned && url.unreachableFrom(target)) {
            warned = true;
            out.accept("warning: " + mine + " cannot be reached from " + where
                    + ", which is another machine (try: SERVER_HOST=0.0.0.0)");
        }
    }

    private void say(InetAddress address, String line) {
        // An interrupt means that the server leaves, and makes the last try fail.
        if (!Thread.currentThread().isInterrupted() && !line.equals(said.put(address, line))) {
            out.accept(line);
        }
    }

    /** Keeps the maps as small as the name has addresses. */
    private void forgetAllBut(List<InetAddress> addresses) {
        registered.keySet().retainAll(addresses);
        said.keySet().retainAll(addresses);
    }
}
