package primelb.core.proxy;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import primelb.core.backend.Backend;
import primelb.core.http.Connector;
import primelb.core.http.ExchangeException;
import primelb.core.http.HttpOrigin;
import primelb.core.time.Ticker;

/**
 * The idle connections to all backends. The one used last is used next, so that the others grow old and are closed.
 * Safe for any thread. Bounded: a backend never has more idle connections than it had requests at once.
 */
final class UpstreamPool {
    private final Map<Backend, Deque<UpstreamConnection>> idle = new ConcurrentHashMap<>();
    private final ProxySettings settings;
    private final DeadlineKeeper keeper;
    private final Ticker ticker;

    UpstreamPool(ProxySettings settings, DeadlineKeeper keeper, Ticker ticker) {
        this.settings = settings;
        this.keeper = keeper;
        this.ticker = ticker;
    }

    /** Returns an idle connection that the backend has not closed, as far as a look can tell. */
    Optional<UpstreamConnection> take(Backend backend) {
        Deque<UpstreamConnection> connections = idle.get(backend);
        if (connections == null) {
            return Optional.empty();
        }
        while (true) {
            UpstreamConnection connection;
            synchronized (connections) {
                connection = connections.pollFirst();
            }
            if (connection == null) {
                return Optional.empty();
            }
            if (young(connection) && connection.wire().quiet()) {
                return Optional.of(connection);
            }
            close(connection);
        }
    }

    private boolean young(UpstreamConnection connection) {
        return ticker.nanos() - connection.idleSince() < settings.timeouts().upstreamIdle().toNanos();
    }

    /** Returns a new connection. */
    UpstreamConnection connect(Backend backend, Duration timeout) throws ExchangeException {
        HttpOrigin origin = new HttpOrigin(backend.url().host(), backend.url().port());
        Wire wire = wire(Connector.connect(origin, settings.allowed(), timeout, ticker));
        keeper.watch(wire);
        if (backend.url().encrypted()) {
            encrypt(wire, origin.host(), ticker.nanos() + timeout.toNanos());
        }
        return new UpstreamConnection(backend, wire, settings.responseHead());
    }

    private Wire wire(SocketChannel channel) throws ExchangeException {
        try {
            return new Wire(channel, ticker, settings.timeouts().write().toNanos());
        } catch (IOException e) {
            Connector.closeQuietly(channel);
            throw new ExchangeException(ExchangeException.Kind.LOCAL, false, e.getMessage(), e);
        }
    }

    private void encrypt(Wire wire, String host, long byNanos) throws ExchangeException {
        wire.readBy(byNanos);
        try {
            wire.connectTls(settings.tls().backends().get(), host);
        } catch (IOException e) {
            keeper.forget(wire);
            wire.close();
            throw new ExchangeException(ExchangeException.Kind.TLS, false, e.getMessage(), e);
        }
        wire.readWithoutDeadline();
    }

    /** Keeps a connection for the next request, if its backend is still active. */
    void give(Backend backend, UpstreamConnection connection) {
        try {
            connection.wire().unshare();
        } catch (IOException e) {
            // Closed meanwhile: nothing to keep.
            close(connection);
            return;
        }
        connection.wire().readWithoutDeadline();
        connection.idleSince(ticker.nanos());
        Deque<UpstreamConnection> connections = idle.computeIfAbsent(backend, added -> new ArrayDeque<>());
        synchronized (connections) {
            connections.addFirst(connection);
        }
        if (!backend.status().active()) {
            // Its idle connections may have been closed just before this one came.
            closeAll(backend);
        }
    }

    /** Closes a connection that is in no pool. */
    void close(UpstreamConnection connection) {
        keeper.forget(connection.wire());
        connection.close();
    }

    /** Closes the idle connections of a backend. */
    void closeAll(Backend backend) {
        Deque<UpstreamConnection> connections = idle.remove(backend);
        if (connections != null) {
            closeOf(connections, Integer.MAX_VALUE);
        }
    }

    /** Returns how many connections to a backend are idle. */
    int idle(Backend backend) {
        Deque<UpstreamConnection> connections = idle.get(backend);
        if (connections == null) {
            return 0;
        }
        synchronized (connections) {
            return connections.size();
        }
    }

    /** Closes all idle connections. */
    void closeAll() {
        idle.keySet().forEach(this::closeAll);
    }

    /** Closes the connections that have been idle for too long. */
    void closeOld() {
        for (Deque<UpstreamConnection> connections : idle.values()) {
            int old = 0;
            synchronized (connections) {
                for (UpstreamConnection connection : connections) {
                    old += young(connection) ? 0 : 1;
                }
            }
            // The old ones are at the end; one that became young meanwhile has left the deque.
            closeOf(connections, old);
        }
    }

    private void closeOf(Deque<UpstreamConnection> connections, int most) {
        List<UpstreamConnection> closing = new ArrayList<>();
        synchronized (connections) {
            while (closing.size() < most && !connections.isEmpty()) {
                closing.add(connections.pollLast());
            }
        }
        closing.forEach(this::close);
    }
}
