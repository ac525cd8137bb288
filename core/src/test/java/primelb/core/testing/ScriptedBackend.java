package primelb.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that does as the test says, and remembers what it was sent.
 *
 * <p>Each request that is no health check takes the next {@link Behaviour} of the queue, or the usual one where the
 * queue is empty; health checks have a behaviour of their own. Safe for many threads; a connection has a thread of
 * its own.
 */
public final class ScriptedBackend implements AutoCloseable {

    private static final String HEALTH_CHECK = "/health_check";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InetAddress address;
    private final int port;
    private final Queue<Behaviour> queue = new ArrayDeque<>();
    private final List<ReceivedRequest> received = new ArrayList<>();
    private final List<ReceivedRequest> probes = new ArrayList<>();
    private final Set<Socket> open = new HashSet<>();
    private final Semaphore proceed = new Semaphore(0);
    private final AtomicInteger accepting = new AtomicInteger();
    private ServerSocket listener;
    /** Bound and not listening, so that nobody else is given the port while connections are refused. */
    private final Socket placeholder;
    private int connections;
    private Behaviour usual = Behaviour.ok("ok");
    private Behaviour health = Behaviour.ok("healthy");

    private ScriptedBackend(InetAddress address, int wantedPort) {
        this.address = address;
        placeholder = hold(address, wantedPort);
        port = placeholder.getLocalPort();
        listener = listen();
    }

    /** Returns a backend that listens on any free port, answers 200 to everything, and is healthy. */
    public static ScriptedBackend start() {
        return start(InetAddress.getLoopbackAddress(), 0);
    }

    /** Returns such a backend at an address of this machine and a port, or any free one for 0. */
    public static ScriptedBackend start(InetAddress address, int port) {
        ScriptedBackend backend = new ScriptedBackend(address, port);
        backend.accepting.incrementAndGet();
        backend.threads.execute(() -> backend.accept(backend.listener));
        return backend;
    }

    /** Returns the port, which stays the same. */
    public int port() {
        return port;
    }

    /** Returns the URL to announce, usually {@code http://127.0.0.1:PORT}. */
    public String url() {
        return "http://" + address.getHostAddress() + ":" + port;
    }

    /** Adds to the queue: one behaviour for one request. */
    public synchronized ScriptedBackend then(Behaviour... behaviours) {
        queue.addAll(List.of(behaviours));
        return this;
    }

    /** Sets what requests get once the queue is empty. */
    public synchronized ScriptedBackend usually(Behaviour behaviour) {
        usual = behaviour;
        return this;
    }

    /** Sets what health checks get from now on. */
    public synchronized ScriptedBackend health(Behaviour behaviour) {
        health = behaviour;
        return this;
    }

    /** Lets one {@link Behaviour.Hold} go on, now or when it comes to be. */
    public void proceed() {
        proceed.release();
    }

    /** Refuses connections from now on; those that are open stay so. */
    public void refuse() {
        ServerSocket closing;
        synchronized (this) {
            closing = listener;
        }
        closeQuietly(closing);
        // The kernel takes connections until the thread in accept() has let go of the socket.
        Await.until("nobody accepts at " + url(), PATIENCE, () -> accepting.get() == 0);
        // A process that another test has just started holds a copy of the socket until it becomes its program.
        Await.until("connections to " + url() + " are refused", PATIENCE, this::refusing);
    }

    private boolean refusing() {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError("cannot tell whether " + url() + " refuses", e);
        }
    }

    /** Takes connections again, at the same port. */
    public synchronized void listenAgain() {
        ServerSocket again = listen();
        listener = again;
        accepting.incrementAndGet();
        threads.execute(() -> accept(again));
    }

    /** Closes the connections that are open, in order, as a server does with idle ones. */
    public synchronized void closeConnections() {
        open.forEach(ScriptedBackend::closeQuietly);
    }

    /** Returns the requests so far that are no health checks, in the order of their heads. */
    public synchronized List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    /** Returns the health checks so far. */
    public synchronized List<ReceivedRequest> probes() {
        return List.copyOf(probes);
    }

    /** Returns how many connections were accepted so far. */
    public synchronized int connections() {
        return connections;
    }

    /** Returns how many connections are open. */
    public synchronized int openConnections() {
        return open.size();
    }

    /** Returns the requests as soon as there are that many. */
    public List<ReceivedRequest> awaitReceived(int count) {
        Await.until(count + " requests at " + url(), PATIENCE, () -> received().size() >= count);
        return received();
    }

    /** Returns the health checks as soon as there are that many. */
    public List<ReceivedRequest> awaitProbes(int count) {
        Await.until(count + " health checks at " + url(), PATIENCE, () -> probes().size() >= count);
        return probes();
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            socket.bind(new InetSocketAddress(address, port), 1024);
            return socket;
        } catch (IOException e) {
            throw new AssertionError("cannot listen at " + address + " port " + port, e);
        }
    }

    private static Socket hold(InetAddress address, int port) {
        try {
            Socket socket = new Socket();
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException e) {
            throw new AssertionError("cannot hold port " + port + " of " + address, e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                take(from.accept());
            }
        } catch (IOException e) {
            // Closed by the test.
        } finally {
            accepting.decrementAndGet();
        }
    }

    private synchronized void take(Socket socket) {
        if (threads.isShutdown()) {
            closeQuietly(socket);
            return;
        }
        int number = ++connections;
        open.add(socket);
        threads.execute(() -> serve(socket, number));
    }

    private synchronized void leave(Socket socket) {
        open.remove(socket);
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            RawRequestReader reader = new RawRequestReader(socket.getInputStream());
            for (Optional<String> head = reader.head(); head.isPresent(); head = reader.head()) {
                new Exchange(socket, reader, new ReceivedRequest(number, head.get(), new byte[0], false)).run();
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other end, or the test, closed it; what came until then is recorded.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave(socket);
        }
    }

    private synchronized Behaviour behaviour(List<ReceivedRequest> log) {
        if (log == probes) {
            return health;
        }
        return queue.isEmpty() ? usual : queue.remove();
    }

    /** One request and what is done with it. */
    private final class Exchange {

        private final Socket socket;
        private final RawRequestReader reader;
        private final List<ReceivedRequest> log;
        private final int index;
        private ReceivedRequest request;

        Exchange(Socket socket, RawRequestReader reader, ReceivedRequest request) {
            this.socket = socket;
            this.reader = reader;
            this.request = request;
            this.log = request.target().equals(HEALTH_CHECK) ? probes : received;
            synchronized (ScriptedBackend.this) {
                index = log.size();
                log.add(request);
            }
        }

        void run() throws IOException, InterruptedException {
            for (Behaviour.Step step : behaviour(log).steps()) {
                switch (step) {
                    case Behaviour.ReadBody() -> readBody();
                    case Behaviour.Send(byte[] bytes) -> socket.getOutputStream().write(bytes);
                    case Behaviour.Hold() -> proceed.acquire();
                    case Behaviour.Close() -> socket.close();
                    case Behaviour.Reset() -> {
                        socket.setSoLinger(true, 0);
                        socket.close();
                    }
                }
            }
            if (!request.whole() && !socket.isClosed()) {
                readBody();
            }
        }

        private void readBody() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            boolean whole = false;
            try {
                reader.body(request, body);
                whole = true;
            } finally {
                request = new ReceivedRequest(request.connection(), request.head(), body.toByteArray(), whole);
                synchronized (ScriptedBackend.this) {
                    log.set(index, request);
                }
            }
        }
    }

    /** Stops listening, closes all connections and waits until its threads have ended. */
    @Override
    public void close() {
        synchronized (this) {
            closeQuietly(listener);
            closeQuietly(placeholder);
            closeConnections();
            threads.shutdownNow();
        }
        threads.close();
    }

    private static void closeQuietly(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Exception e) {
            throw new AssertionError("cannot close " + closing, e);
        }
    }
}
