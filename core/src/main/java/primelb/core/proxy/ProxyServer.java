package primelb.core.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import primelb.core.backend.Backend;
import primelb.core.backend.StateChange;
import primelb.core.http.Connector;
import primelb.core.pool.Pool;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/**
 * The listener of the traffic path: accepts connections and forwards what they ask to the backends of a pool.
 *
 * <p>Safe for any thread. It serves from {@link #start} until {@link #close}.
 */
public final class ProxyServer implements AutoCloseable {
    private static final Duration DRAIN_LOOK = Duration.ofMillis(10);
    /**
     * How long a client may take for one more request when the proxy drains: it may have been on its way, and the
     * answer tells it to go. Closed at once, the client would see a reset.
     */
    private static final Duration LAST_REQUEST = Duration.ofMillis(500);

    private final ProxySettings settings;
    private final ProxyContext context;
    private final Executor threads;
    private final Sleeper sleeper;
    private final DeadlineKeeper keeper;
    private final ExecutorService turns;
    private final Set<ClientSession> sessions = ConcurrentHashMap.newKeySet();
    private Acceptor acceptor;
    private Thread accepting;
    private Thread sweeping;

    private ProxyServer(Pool pool, ProxySettings settings, Executor threads, Ticker ticker, Sleeper sleeper) {
        this.settings = settings;
        this.threads = threads;
        this.sleeper = sleeper;
        this.keeper = new DeadlineKeeper(ticker, sleeper);
        this.turns = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("proxy-turns").factory());
        this.context = new ProxyContext(settings, pool, threads, turns, ticker, keeper);
    }

    /**
     * Returns a proxy that listens.
     *
     * @param address where to listen; port 0 is any free one
     * @param pool the backends
     * @param settings the limits
     * @param threads runs one task for each connection, and one for each large request body: a virtual thread each
     * @param ticker the clock of all deadlines
     * @param sleeper the pauses of the sweeper
     * @throws IOException if the address cannot be bound
     */
    public static ProxyServer start(InetSocketAddress address, Pool pool, ProxySettings settings, Executor threads,
            Ticker ticker, Sleeper sleeper) throws IOException {
        Objects.requireNonNull(threads, "threads");
        ProxyServer server = new ProxyServer(pool, settings, threads, ticker, sleeper);
        server.acceptor = Acceptor.bind(address, server::serve, sleeper);
        pool.listen(server::stateChanged);
        server.sweeping = Thread.ofPlatform().daemon().name("proxy-deadlines").start(server.keeper);
        server.accepting = Thread.ofPlatform().daemon().name("proxy-accept").start(server.acceptor);
        return server;
    }

    private void stateChanged(StateChange change) {
        if (!change.to().active()) {
            context.upstreams().closeAll(change.backend());
        }
    }

    private void serve(SocketChannel channel) {
        try {
            if (sessions.size() >= settings.maxConnections()) {
                Connector.closeQuietly(channel);
                return;
            }
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ClientSession session = new ClientSession(context, channel);
            sessions.add(session);
            threads.execute(() -> {
                try {
                    session.run();
                } finally {
                    sessions.remove(session);
                }
            });
        } catch (IOException e) {
            Connector.closeQuietly(channel);
        }
    }

    /**
     * Lets the requests that wait for a backend go to another one: it has said nothing yet, and does not answer its
     * health check either. To be called for each health check that it does not answer, since more may have come to
     * wait.
     *
     * <p>Only those that may be sent twice, and only while another backend is active and the budget of retries lasts;
     * the others go on waiting.
     */
    public void leave(Backend silent) {
        if (silent.inFlight() > 0) {
            sessions.forEach(session -> session.leave(silent));
        }
    }

    /** Returns the address that it listens on, or did until it was closed. */
    public InetSocketAddress address() {
        return acceptor.address();
    }

    /** Returns what it has counted. */
    public ProxyStats stats() {
        return context.stats();
    }

    /** Lets a listener hear of all exchanges that begin from now on, instead of any before. */
    public void listen(ExchangeListener listener) {
        context.listen(Objects.requireNonNull(listener, "listener"));
    }

    /** Returns how many connections to a backend are open and not in use. */
    public int idleConnections(Backend backend) {
        return context.upstreams().idle(backend);
    }

    /** Returns how many client connections there are. */
    public int connections() {
        return sessions.size();
    }

    /** Closes connections to backends that have been idle for too long; to be called each second or so. */
    public void maintain() {
        context.upstreams().closeOld();
    }

    /**
     * Accepts no more connections, gives each client the chance of one more request, of which the answer says that it
     * is the last, ends the idle connections after half a second and waits until the others have finished their
     * request.
     *
     * @param patience how long to wait
     * @return whether all were finished in that time
     */
    public boolean drain(Duration patience) throws InterruptedException {
        context.startClosing();
        acceptor.stop();
        accepting.join();
        long begun = context.ticker().nanos();
        long waited = 0;
        while (!sessions.isEmpty() && waited < patience.toNanos()) {
            if (waited > LAST_REQUEST.toNanos()) {
                sessions.forEach(ClientSession::closeIfIdle);
            }
            sleeper.sleep(DRAIN_LOOK);
            waited = context.ticker().nanos() - begun;
        }
        return sessions.isEmpty();
    }

    /** Ends everything at once; what is in work is cut. */
    @Override
    public void close() {
        context.startClosing();
        acceptor.stop();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sessions.forEach(ClientSession::close);
        context.upstreams().closeAll();
        sweeping.interrupt();
        turns.shutdown();
    }
}
