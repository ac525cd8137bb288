package primelb.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The URL under which a balancer reaches this server: the configured one, else the address it is bound to, else, bound
 * to all addresses, the local one of the route to that balancer. The route is looked up each time, since a container
 * may come back with another address.
 */
final class AdvertisedUrl {

    /** Finds the local address that packets to a remote one leave from. */
    @FunctionalInterface
    interface Routes {
        InetAddress localAddressTowards(InetSocketAddress remote) throws IOException;
    }

    private final Optional<String> configured;
    private final InetSocketAddress bound;
    private final Routes routes;

    /**
     * Creates the rule.
     *
     * @param configured wins if present
     * @param bound where the server listens, with its real port
     */
    AdvertisedUrl(Optional<String> configured, InetSocketAddress bound, Routes routes) {
        this.configured = configured;
        this.bound = bound;
        this.routes = routes;
    }

    /** Returns the routes of this machine. */
    static Routes ofMachine() {
        return AdvertisedUrl::localAddressTowards;
    }

    /**
     * Returns the URL for a balancer.
     *
     * @throws IOException if there is no route to it
     */
    String towards(InetSocketAddress balancer) throws IOException {
        if (configured.isPresent()) {
            return configured.get();
        }
        boolean everywhere = bound.getAddress().isAnyLocalAddress();
        return url(everywhere ? routes.localAddressTowards(balancer) : bound.getAddress(), bound.getPort());
    }

    /**
     * Returns whether the balancer cannot reach the URL: it is a loopback address, and the balancer is on another
     * machine.
     *
     * @throws IOException if there is no route to it
     */
    boolean unreachableFrom(InetSocketAddress balancer) throws IOException {
        if (configured.isPresent() || !bound.getAddress().isLoopbackAddress()) {
            return false;
        }
        // A packet to an address of this machine leaves from that same address.
        InetAddress local = routes.localAddressTowards(balancer);
        return !local.isLoopbackAddress() && !local.equals(balancer.getAddress());
    }

    /** Returns {@code http://address:port}. */
    static String url(InetAddress address, int port) {
        String host = address.getHostAddress();
        if (address instanceof Inet6Address) {
            int scope = host.indexOf('%');
            host = "[" + (scope < 0 ? host : host.substring(0, scope)) + "]";
        }
        return "http://" + host + ":" + port;
    }

    private static InetAddress localAddressTowards(InetSocketAddress remote) throws IOException {
        // Connecting a datagram socket chooses the route and sends nothing, so the balancer need not be there.
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(remote);
            return socket.getLocalAddress();
        }
    }
}
