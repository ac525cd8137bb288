package primelb.core.http;

import java.net.URI;
import java.util.Objects;

/**
 * Where to connect: a host and a port.
 *
 * @param host a name or address; an IPv6 address without brackets
 * @param port 1 to 65535
 */
public record HttpOrigin(String host, int port) {
    /** Refuses an empty host and a port out of range. */
    public HttpOrigin {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host is empty");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1..65535, got " + port);
        }
    }

    /**
     * Returns the origin of an {@code http} URI; without a port it is 80.
     *
     * @throws IllegalArgumentException if the URI is not absolute, not {@code http} or has no host
     */
    public static HttpOrigin of(URI uri) {
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("not an http URL with a host: " + uri);
        }
        String host = uri.getHost();
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        return new HttpOrigin(host, uri.getPort() == -1 ? 80 : uri.getPort());
    }

    /** Returns the value of the Host field: the port is left out where it is 80, an IPv6 address gets brackets. */
    public String hostField() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == 80 ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
