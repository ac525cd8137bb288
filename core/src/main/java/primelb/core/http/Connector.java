package primelb.core.http;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

import primelb.core.http.ExchangeException.Kind;
import primelb.core.time.Ticker;

/** Opens connections and tells apart why one could not be opened. Safe for any thread. */
public final class Connector {
    private Connector() {
    }

    /**
     * Returns a connected channel without Nagle's delay: the addresses of the host in turn; looking them up and connecting
     * are within the timeout.
     *
     * @throws ExchangeException if there is none: UNKNOWN_HOST, NO_ROUTE, REFUSED, CONNECT_TIMEOUT or LOCAL
     */
    public static SocketChannel connect(HttpOrigin origin, Duration timeout, Ticker ticker) throws ExchangeException {
        return connect(origin, AllowedAddresses.ANY, timeout, ticker);
    }

    /**
     * Returns a connected channel to one of those addresses of the host that are allowed.
     *
     * @throws ExchangeException as the other, or NOT_ALLOWED if none of the addresses is
     */
    public static SocketChannel connect(HttpOrigin origin, AllowedAddresses allowed, Duration timeout, Ticker ticker)
            throws ExchangeException {
        long deadline = ticker.nanos() + timeout.toNanos();
        InetAddress[] addresses = HostLookup.SYSTEM.addressesOf(origin.host(), timeout);
        ExchangeException failure = null;
        for (InetAddress address : addresses) {
            if (!allowed.contains(address)) {
                failure = failure != null ? failure : new ExchangeException(Kind.NOT_ALLOWED, false,
                        address.getHostAddress() + " is in none of " + allowed, null);
                continue;
            }
            long left = deadline - ticker.nanos();
            if (failure != null && left <= 0) {
                break;
            }
            try {
                return connect(new InetSocketAddress(address, origin.port()), Math.max(1, left / 1_000_000));
            } catch (IOException e) {
                failure = classify(e, origin);
            }
        }
        throw failure;
    }

    private static SocketChannel connect(InetSocketAddress address, long millis) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, (int) Math.min(Integer.MAX_VALUE, millis));
            if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
                // A port of the ephemeral range may be given to its own connect: it talks to itself then.
                throw new ConnectException("Connection refused (connected to itself)");
            }
            return channel;
        } catch (IOException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** Returns what a failed connect means. */
    static ExchangeException classify(IOException e, HttpOrigin origin) {
        Kind kind = switch (e) {
            case SocketTimeoutException timeout -> Kind.CONNECT_TIMEOUT;
            case NoRouteToHostException noRoute -> Kind.NO_ROUTE;
            case BindException noLocalPort -> Kind.LOCAL;
            case ConnectException refused -> refusedOrNot(refused.getMessage());
            default -> String.valueOf(e.getMessage()).contains("unreachable") ? Kind.NO_ROUTE : Kind.LOCAL;
        };
        return new ExchangeException(kind, false, kind == Kind.LOCAL ? e.getMessage() : origin.toString(), e);
    }

    private static Kind refusedOrNot(String message) {
        // The JDK has one exception for three answers of the kernel; only the words differ.
        if (message == null || message.contains("refused")) {
            return Kind.REFUSED;
        }
        if (message.contains("timed out")) {
            return Kind.CONNECT_TIMEOUT;
        }
        return message.contains("unreachable") || message.contains("No route") ? Kind.NO_ROUTE : Kind.REFUSED;
    }

    /** Closes a channel; that closing fails is of no use to anybody. */
    public static void closeQuietly(Channel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The file descriptor is gone in any case.
        }
    }
}
