package primelb.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import primelb.core.http.HttpOrigin;

/**
 * One look at a server's health check, for containers without shell and curl. Over a plain socket: a container asks
 * every few seconds, and an HTTP client would cost five times the processor time.
 */
final class HealthProbe {

    private static final int TIMEOUT_MILLIS = 2000;
    private static final String HEALTHY = "HTTP/1.1 200 ";

    private HealthProbe() {}

    /** Returns 0 if the server answers 200, 1 if not, 2 if the URL is none; says what is wrong on {@code err}. */
    static int run(String url, PrintStream err) {
        HttpOrigin origin;
        try {
            origin = HttpUrls.origin(url);
        } catch (IllegalArgumentException e) {
            err.println("error: health: the URL " + e.getMessage() + ", got '" + url + "'");
            return 2;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(origin.host(), origin.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "GET /health_check HTTP/1.1\r\nHost: " + origin.hostField()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] begin = socket.getInputStream().readNBytes(HEALTHY.length());
            String answer = new String(begin, StandardCharsets.ISO_8859_1);
            if (answer.equals(HEALTHY)) {
                return 0;
            }
            err.println("unhealthy: " + url + " answered '" + answer.strip() + "'");
        } catch (IOException e) {
            err.println("unhealthy: " + url + ": " + e.getMessage());
        }
        return 1;
    }
}
