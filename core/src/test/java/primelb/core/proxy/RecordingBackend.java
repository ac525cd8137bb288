package primelb.core.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/**
 * A backend that reads with {@link StrictReader} alone: each request that came whole is kept and answered, each one that
 * is not strictly one is a complaint.
 */
final class RecordingBackend implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Queue<StrictReader> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> complaints = new ConcurrentLinkedQueue<>();

    private final IntSupplier idleMillis;

    /** Starts one that keeps connections for ever. */
    RecordingBackend() throws IOException {
        this(() -> 0);
    }

    /**
     * Starts one that closes connections which are idle.
     *
     * @param idleMillis is asked after each answer how long the connection may now be idle; 0 is for ever
     */
    RecordingBackend(IntSupplier idleMillis) throws IOException {
        this.idleMillis = idleMillis;
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Returns the requests that came whole since the last call. */
    List<StrictReader> takeRequests() {
        List<StrictReader> taken = new ArrayList<>();
        for (StrictReader next = requests.poll(); next != null; next = requests.poll()) {
            taken.add(next);
        }
        return taken;
    }

    /** Returns what came and was not strictly a request. */
    List<Throwable> complaints() {
        return List.copyOf(complaints);
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
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                pending.write(buffer, 0, n);
                String text = pending.toString(StandardCharsets.ISO_8859_1);
                for (StrictReader request = StrictReader.read(text); request != null; request = StrictReader.read(text)) {
                    requests.add(request);
                    text = text.substring(request.length());
                    String body = request.method().equals("HEAD") ? "" : "ok";
                    socket.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + body)
                            .getBytes(StandardCharsets.ISO_8859_1));
                }
                if (text.isEmpty()) {
                    socket.setSoTimeout(idleMillis.getAsInt());
                }
                pending.reset();
                pending.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            // It has been idle for long enough.
        } catch (IOException e) {
            // The balancer ends what has no end: half a request is none.
        } catch (Throwable e) {
            complaints.add(e);
        } finally {
            open.remove(socket);
        }
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
