package primelb.core.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** A backend that reads the beginning of each upload, holds, and reads and forgets the rest once it is told to go on. */
final class HoldingBackend implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicLong bytes = new AtomicLong();
    private final int length;

    /** Starts one for uploads of just this length. */
    HoldingBackend(int length) throws IOException {
        this.length = length;
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Waits until that many uploads have begun. */
    void awaitBegun(int uploads) throws InterruptedException {
        begun.acquire(uploads);
    }

    void goOn() {
        goOn.countDown();
    }

    /** Returns how many bytes of bodies came. */
    long bytes() {
        return bytes.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int matched = 0; matched < 4; ) {
                int b = in.read();
                matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            }
            byte[] buffer = new byte[16 * 1024];
            int left = length - in.readNBytes(buffer, 0, buffer.length);
            begun.release();
            goOn.await();
            for (int n = 0; n >= 0 && left > 0; left -= n) {
                n = in.read(buffer, 0, Math.min(left, buffer.length));
            }
            bytes.addAndGet(length - left);
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                    .getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // The count of bytes tells the test.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        goOn();
        listener.close();
        threads.close();
    }
}
