package primelb.core.web;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import primelb.core.http.Connector;
import primelb.core.time.SystemTime;
import primelb.core.time.Ticker;

/**
 * A listening HTTP server with one handler, usually a {@link Router}. Each connection has a virtual thread of its
 * own, so that a slow request delays no other. Safe for many threads.
 */
public final class WebServer implements AutoCloseable {
    /** Connections that wait to be accepted; the kernel may have a lower limit. The default of 50 is too few. */
    private static final int BACKLOG = 1024;
    /** With more than these, who comes next is closed at once. */
    private static final int MAX_CONNECTIONS = 10_000;
    private static final long LONGEST_BETWEEN_SWEEPS = 1_000_000_000L;
    private static final long AFTER_TROUBLE = 20_000_000L;

    private final ServerSocketChannel listener;
    private final InetSocketAddress address;
    private final WebLimits limits;
    private final Ticker ticker = SystemTime.ticker();
    private final InFlight inFlight = new InFlight();
    private final WebContext context;
    private final Set<WebSession> sessions = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-", 0).factory());
    private final Thread accepting = Thread.ofPlatform().daemon().name("web-accept").unstarted(this::acceptUntilClosed);
    private volatile boolean draining;

    private WebServer(ServerSocketChannel listener, Handler handler, WebLimits limits) throws IOException {
        this.listener = listener;
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.limits = limits;
        this.context = new WebContext(handler, limits.maxBodyBytes(), inFlight,
            new AnswerBytes(new HttpDate(SystemTime.wallClock())), () -> draining);
    }

    /**
     * Returns a server that accepts connections.
     *
     * @param bind where to listen; port 0 takes any free one, see {@link #address}
     * @throws IOException if the address is taken or not of this machine
     */
    public static WebServer start(InetSocketAddress bind, Handler handler, WebLimits limits) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(bind, BACKLOG);
            WebServer server = new WebServer(listener, handler, limits);
            server.accepting.start();
            server.threads.execute(server::sweepUntilClosed);
            return server;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    private void acceptUntilClosed() {
        while (listener.isOpen()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (listener.isOpen()) {
                    // No file descriptors, most likely: others must end first, and the kernel holds who waits.
                    System.getLogger("primelb.web").log(Level.WARNING, "cannot accept: " + e.getMessage());
                    awaitClosed(AFTER_TROUBLE);
                }
            }
        }
    }

    private void serve(SocketChannel channel) {
        try {
            if (sessions.size() >= MAX_CONNECTIONS) {
                Connector.closeQuietly(channel);
                return;
            }
            // Or a small answer may wait 40 ms for the client's delayed acknowledgement.
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            WebSession session = new WebSession(context, new ClientWire(channel, ticker, limits.patience()),
                (InetSocketAddress) channel.getRemoteAddress());
            sessions.add(session);
            threads.execute(() -> {
                try {
                    session.run();
                } finally {
                    sessions.remove(session);
                }
            });
        } catch (IOException | RuntimeException e) {
            // It is gone already, or this server is closing.
            Connector.closeQuietly(channel);
        }
    }

    private void sweepUntilClosed() {
        long between = Math.min(LONGEST_BETWEEN_SWEEPS, limits.patience().toNanos() / 4 + 1);
        while (!awaitClosed(between)) {
            long now = ticker.nanos();
            sessions.forEach(session -> session.sweep(now));
        }
    }

    private boolean awaitClosed(long nanos) {
        try {
            return closed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Only closing interrupts these threads.
            return true;
        }
    }

    /** Returns where this server listens, with its real port. */
    public InetSocketAddress address() {
        return address;
    }

    /** Returns how many requests have begun and not ended. */
    public int inFlight() {
        return inFlight.count();
    }

    /** Lets every answer from now on end its connection. Connections and requests are still accepted. */
    public void drain() {
        draining = true;
    }

    /** Returns true as soon as nothing is in flight, false when the time is over. */
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        return inFlight.awaitNone(limit);
    }

    /**
     * Drains, waits until nothing is in flight, at most the grace of the limits, and then stops: what still runs
     * is interrupted and its connection closed. A second call does nothing.
     */
    @Override
    public void close() {
        drain();
        try {
            awaitIdle(limits.closeGrace());
            stopAccepting();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Connector.closeQuietly(listener);
            threads.shutdownNow();
            sessions.forEach(WebSession::close);
        }
    }

    private void stopAccepting() throws InterruptedException {
        closed.countDown();
        Connector.closeQuietly(listener);
        // While the thread is still in its call, the kernel goes on taking connections.
        accepting.join();
    }
}
