package primelb.core.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import primelb.core.time.SystemTime;

/**
 * A listening HTTP server with one handler, usually a {@link Router}. Each request has a virtual thread of its
 * own, so that a slow one delays no other. Safe for many threads.
 */
public final class WebServer implements AutoCloseable {
    static {
        HttpServerProperties.set();
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Exchanges exchanges;
    private final Duration closeGrace;

    private WebServer(HttpServer server, ExecutorService threads, Exchanges exchanges, Duration closeGrace) {
        this.server = server;
        this.threads = threads;
        this.exchanges = exchanges;
        this.closeGrace = closeGrace;
    }

    /**
     * Returns a server that accepts connections.
     *
     * @param bind where to listen; port 0 takes any free one, see {@link #address}
     * @throws IOException if the address is taken or not of this machine
     */
    public static WebServer start(InetSocketAddress bind, Handler handler, WebLimits limits) throws IOException {
        HttpServer server = HttpServer.create(bind, HttpServerProperties.BACKLOG);
        ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("web-", 0).factory());
        Exchanges exchanges = new Exchanges(handler, limits.maxBodyBytes(),
                new ConnectionTable(ConnectionTable.LINUX, SystemTime.ticker()));
        server.createContext("/", exchanges);
        server.setExecutor(threads);
        server.start();
        return new WebServer(server, threads, exchanges, limits.closeGrace());
    }

    /** Returns where this server listens, with its real port. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Returns how many requests have begun and not ended. */
    public int inFlight() {
        return exchanges.inFlight().count();
    }

    /** Lets every answer from now on end its connection. Connections and requests are still accepted. */
    public void drain() {
        exchanges.drain();
    }

    /** Returns true as soon as nothing is in flight, false when the time is over. */
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        return exchanges.inFlight().awaitNone(limit);
    }

    /**
     * Drains, waits until nothing is in flight, at most the grace of the limits, and then stops: what still runs
     * is interrupted and its connection closed. A second call does nothing.
     */
    @Override
    public void close() {
        drain();
        try {
            awaitIdle(closeGrace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Not stop(grace): the JDK's own count keeps requests whose client went away, and would wait for them.
        server.stop(0);
        threads.shutdownNow();
    }
}
