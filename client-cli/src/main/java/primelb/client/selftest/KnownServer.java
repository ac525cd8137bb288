package primelb.client.selftest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import primelb.core.time.Sleeper;
import primelb.core.time.Ticker;

/**
 * A server on a free loopback port that answers each request as late as it is told, and counts what reaches it.
 *
 * <p>A platform thread for each connection: virtual ones would share their processors with the clients that measure.
 */
final class KnownServer implements AutoCloseable {
    /** What sleeping may overshoot; the rest of a wait is spent looking at the clock. */
    private static final long SPIN_NANOS = 200_000;

    private static final int BACKLOG = 1024;
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Served-By: selftest\r\n\r\n"
            + "known").getBytes(StandardCharsets.ISO_8859_1);

    private final ServerSocket listener;
    private final Manner manner;
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("selftest-", 0).factory());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();

    /** What becomes of a request; asked by many threads. */
    interface Manner {
        /** What stands for no answer: the connection is closed. */
        long DROP = -1;

        /**
         * Returns for how many nanoseconds the answer is held back, or {@link #DROP}.
         *
         * @param number the how manieth request this is, from 1
         * @param now when it came, in the ticker's nanoseconds
         */
        long holdBack(int number, long now);

        /** Holds every answer back for so long. */
        static Manner latency(Duration latency) {
            return (_, _) -> latency.toNanos();
        }
    }

    private KnownServer(ServerSocket listener, Manner manner, Ticker ticker, Sleeper sleeper) {
        this.listener = listener;
        this.manner = manner;
        this.ticker = ticker;
        this.sleeper = sleeper;
    }

    /** Returns a server that runs until it is closed. */
    static KnownServer start(Manner manner, Ticker ticker, Sleeper sleeper) throws IOException {
        var server = new KnownServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), manner, ticker,
                sleeper);
        server.threads.execute(server::accept);
        return server;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
    }

    /** Returns how many requests have reached it. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        closeQuietly(listener);
        open.forEach(KnownServer::closeQuietly);
        threads.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException _) {
            // Closed: the end of the test.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (readHead(in)) {
                long came = ticker.nanos();
                long holdBack = manner.holdBack(requests.incrementAndGet(), came);
                if (holdBack == Manner.DROP) {
                    return;
                }
                waitUntil(came + holdBack);
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException _) {
            // The client left, which ends the connection and nothing else.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** Returns whether a whole head came; the requests of the self-test have no body. */
    private static boolean readHead(InputStream in) throws IOException {
        int lineLength = 0;
        for (int letter = in.read(); letter >= 0; letter = in.read()) {
            if (letter == '\n') {
                if (lineLength == 0) {
                    return true;
                }
                lineLength = 0;
            } else if (letter != '\r') {
                lineLength++;
            }
        }
        return false;
    }

    private void waitUntil(long time) throws InterruptedException {
        long left = time - ticker.nanos();
        if (left > SPIN_NANOS) {
            sleeper.sleep(Duration.ofNanos(left - SPIN_NANOS));
        }
        while (time - ticker.nanos() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception _) {
            // It is gone in any case.
        }
    }
}
