package primelb.core.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

import primelb.core.time.Sleeper;

/**
 * Accepts connections until it is told to stop. Then it takes those that the kernel has already accepted, and only then
 * closes: whoever was connected is served, not reset.
 */
final class Acceptor implements Runnable {
    private static final System.Logger LOG = System.getLogger("primelb.proxy");
    /** Connections that the kernel holds until they are accepted. */
    private static final int BACKLOG = 4096;
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(20);

    private final InetSocketAddress address;
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final Consumer<SocketChannel> taker;
    private final Sleeper sleeper;
    private volatile boolean stopping;

    private Acceptor(ServerSocketChannel listener, Selector selector, Consumer<SocketChannel> taker, Sleeper sleeper)
            throws IOException {
        this.address = (InetSocketAddress) listener.getLocalAddress();
        this.listener = listener;
        this.selector = selector;
        this.taker = taker;
        this.sleeper = sleeper;
    }

    /**
     * Returns an acceptor that listens; {@link #run} is to be called by a thread of its own.
     *
     * @param taker is given each connection; must be quick
     * @throws IOException if the address cannot be bound
     */
    static Acceptor bind(InetSocketAddress address, Consumer<SocketChannel> taker, Sleeper sleeper) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address, BACKLOG);
            listener.configureBlocking(false);
            Selector selector = Selector.open();
            listener.register(selector, SelectionKey.OP_ACCEPT);
            return new Acceptor(listener, selector, taker, sleeper);
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    @Override
    public void run() {
        try (listener; selector) {
            while (!stopping) {
                selector.select();
                selector.selectedKeys().clear();
                acceptAll();
            }
            acceptAll();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the listener has failed; no more connections are accepted", e);
        }
    }

    private void acceptAll() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                taker.accept(channel);
            }
        } catch (IOException e) {
            // No file descriptors, most likely: others must end first, and the kernel holds who waits.
            LOG.log(System.Logger.Level.WARNING, "cannot accept: {0}", e.getMessage());
            pause();
        }
    }

    private void pause() {
        try {
            sleeper.sleep(AFTER_TROUBLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the address that it listens on, or did until it was stopped. */
    InetSocketAddress address() {
        return address;
    }

    /** Lets {@link #run} take what has connected, close and return. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }
}
