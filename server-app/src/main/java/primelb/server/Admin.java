package primelb.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import primelb.core.http.HttpOrigin;

/** The balancer's side of announcing. Tests have their own. */
interface Admin {

    /**
     * One admin port: the name it was configured by and one of the addresses behind it.
     *
     * @param origin as configured; its Host field is sent
     * @param address where to connect
     */
    record Port(HttpOrigin origin, InetAddress address) {
        /** Returns where to connect: what makes one admin port another one than the next, whatever it is called. */
        InetSocketAddress socket() {
            return new InetSocketAddress(address, origin.port());
        }

        /** Returns how people know it: the URL, and the address where that is not the same. */
        String text() {
            String literal = address.getHostAddress();
            return HttpUrls.text(origin) + (origin.host().equals(literal) ? "" : " (" + literal + ")");
        }
    }

    /**
     * Returns what came of {@code POST /server_up}; every kind of failure is a verdict too.
     *
     * @param heartbeat whether this only repeats what the balancer knows: this server has not just started
     */
    Verdict up(Port port, String url, boolean heartbeat);

    /** Sends {@code POST /server_down}, once, and returns when it is answered or the time is over. */
    Verdict down(Port port, String url, Duration limit);
}
