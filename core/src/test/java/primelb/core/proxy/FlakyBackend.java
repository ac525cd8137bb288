package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend of GETs that resets a tenth of them, is full for another, and counts how many it has at once. Each gets a
 * connection of its own, so that no reset passes for that of a pooled one.
 */
final class FlakyBackend implements AutoCloseable {
    private static final byte[] OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
            .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FULL = ("HTTP/1.1 503 Full\r\nRetry-After: 1\r\nConnection: close\r\n"
            + "Content-Length: 4\r\n\r\nfull").getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Semaphore never = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Random random;

    FlakyBackend(long seed) throws IOException {
        this.random = new Random(seed);
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Returns how many requests it had at once at most. */
    int most() {
        return most.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            if (readHead(in)) {
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                int kind = random.nextInt(10);
                // Not to be waited out: it takes a while to make an answer.
                never.tryAcquire(random.nextInt(3_000), TimeUnit.MICROSECONDS);
                atOnce.decrementAndGet();
                if (kind == 0) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                socket.getOutputStream().write(kind == 1 ? FULL : OK);
            }
        } catch (IOException e) {
            // The balancer has closed it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static boolean readHead(InputStream in) throws IOException {
        for (int matched = 0; matched < 4; ) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.close();
    }
}
