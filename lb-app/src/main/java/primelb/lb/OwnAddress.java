package primelb.lb;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.function.Supplier;

import primelb.core.backend.BackendUrl;
import primelb.core.http.ExchangeException;
import primelb.core.http.HostLookup;

/** Tells whether a URL means the balancer itself: forwarding to itself would never end. */
final class OwnAddress {
    private final Supplier<List<InetSocketAddress>> listening;

    /** Makes it for the addresses that the balancer listens on, asked for once they are known. */
    OwnAddress(Supplier<List<InetSocketAddress>> listening) {
        this.listening = listening;
    }

    /** Returns whether the URL names a port that the balancer listens on, at an address of this machine. */
    boolean matches(BackendUrl url) {
        return listening.get().stream().anyMatch(own -> own.getPort() == url.port() && sameHost(own, url.host()));
    }

    private static boolean sameHost(InetSocketAddress own, String host) {
        try {
            for (InetAddress address : HostLookup.SYSTEM.addressesOf(host, Gate.LOOKUP)) {
                boolean local = address.isLoopbackAddress() || address.isAnyLocalAddress()
                        || NetworkInterface.getByInetAddress(address) != null;
                if (address.equals(own.getAddress()) || own.getAddress().isAnyLocalAddress() && local
                        || address.isAnyLocalAddress()) {
                    return true;
                }
            }
            return false;
        } catch (ExchangeException | SocketException e) {
            // A name without an address is not this machine's; the probe will say that it is unknown.
            return false;
        }
    }
}
