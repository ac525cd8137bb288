import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A server that answers /prime/N as a prime server does, until {@code GET /mode/NAME} tells it to misbehave. Its health
 * check stays good all the while: only requests show what is wrong with it.
 *
 * <p>usage: FaultServer ID PORT URL ADMIN_HOST ADMIN_PORT
 */
public final class FaultServer {

    /** What becomes of a request. */
    private enum Mode {
        /** It is answered. */
        OK,
        /** The connection is reset once the request is there. */
        RESET,
        /** It is answered, but the connection is closed after at most 50 ms without a request. */
        IDLECLOSE,
        /** 503 and Retry-After. */
        BUSY
    }

    private static final int LONGEST_HEAD = 16 * 1024;
    private static final int LONGEST_IDLE_MILLIS = 60_000;
    private static final int SHORT_IDLE_MILLIS = 50;
    private static final int ADMIN_TIMEOUT_MILLIS = 3_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final String id;
    private volatile Mode mode = Mode.OK;

    private FaultServer(String id) {
        this.id = id;
    }

    /** Serves until the process is ended. */
    public static void main(String... args) throws IOException {
        FaultServer server = new FaultServer(args[0]);
        try (ServerSocket listener = new ServerSocket(Integer.parseInt(args[1]), 1024)) {
            System.out.println("fault-server ready: " + args[0]);
            Thread.startVirtualThread(() -> server.announce(args[2], args[3], Integer.parseInt(args[4])));
            while (true) {
                Socket socket = listener.accept();
                Thread.startVirtualThread(() -> server.serve(socket));
            }
        }
    }

    /** Tells the balancer where this server is, again and again as prime servers do. */
    private void announce(String url, String host, int port) {
        try {
            while (true) {
                Thread.sleep(serverUp(url, host, port) ? HEARTBEAT : AGAIN);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private boolean serverUp(String url, String host, int port) {
        String body = "{\"url\":\"%s\",\"id\":\"%s\"}".formatted(url, id);
        String request = "POST /server_up HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
                .formatted(host, port, body.length()) + "Connection: close\r\n\r\n" + body;
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ADMIN_TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), ADMIN_TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 20");
        } catch (IOException e) {
            // There is no balancer yet, or none at all where another proxy is tried: the next round comes soon.
            return false;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (boolean fresh = true; waitForByte(socket, in, fresh); fresh = false) {
                String path = path(in);
                if (path.startsWith("/mode/")) {
                    mode = Mode.valueOf(path.substring(6).toUpperCase(Locale.ROOT));
                    answer(out, "200 OK", "", mode.toString());
                } else if (path.equals("/health_check")) {
                    answer(out, "200 OK", "", "{\"status\":\"ok\"}");
                } else if (mode == Mode.RESET) {
                    socket.setSoLinger(true, 0);
                    return;
                } else if (mode == Mode.BUSY) {
                    answer(out, "503 Service Unavailable", "Retry-After: 1\r\n", "{\"title\":\"busy\"}");
                } else {
                    answer(out, "200 OK", "X-Served-By: " + id + "\r\n", prime(Long.parseLong(path.substring(7))));
                }
            }
        } catch (IOException | RuntimeException e) {
            System.err.println("fault-server: a connection ended: " + e);
        }
    }

    /** Returns false when the peer has closed, or has sent nothing for too long. */
    private boolean waitForByte(Socket socket, InputStream in, boolean fresh) throws IOException {
        boolean hasty = mode == Mode.IDLECLOSE && !fresh;
        socket.setSoTimeout(hasty ? 1 + ThreadLocalRandom.current().nextInt(SHORT_IDLE_MILLIS) : LONGEST_IDLE_MILLIS);
        in.mark(1);
        try {
            if (in.read() < 0) {
                return false;
            }
        } catch (SocketTimeoutException e) {
            return false;
        }
        in.reset();
        return true;
    }

    /** Reads a whole head and returns the path without its query. Requests here have no body. */
    private static String path(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0 || head.length() == LONGEST_HEAD) {
                throw new IOException("a head that is cut short or over " + LONGEST_HEAD + " bytes");
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n")).split(" ", 3)[1].split("\\?", 2)[0];
    }

    private String prime(long number) {
        boolean prime = number > 1;
        for (long divisor = 2; prime && divisor * divisor <= number; divisor++) {
            prime = number % divisor != 0;
        }
        return "{\"number\":\"%d\",\"prime\":%b,\"method\":\"sqrt\",\"computeMicros\":0,\"server\":\"%s\"}"
                .formatted(number, prime, id);
    }

    private static void answer(OutputStream out, String status, String fields, String body) throws IOException {
        out.write(("HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(status, body.length(), fields, body)).getBytes(StandardCharsets.US_ASCII));
    }
}
