package primelb.core.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends what it is told, byte by byte, and reads answers without interpreting more than it must. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends a GET and reads its answer. */
    Answer get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: test\r\n\r\n").answer();
    }

    void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads an answer to anything but HEAD. */
    Answer answer() throws IOException {
        return answer(false);
    }

    /** Reads a head, and the body that it announces. */
    Answer answer(boolean toHead) throws IOException {
        String head = head();
        if (head.isEmpty()) {
            throw new IOException("the connection was closed before an answer");
        }
        int status = Integer.parseInt(head.substring(9, 12));
        String lower = head.toLowerCase(java.util.Locale.ROOT);
        if (toHead || status < 200 || status == 204 || status == 304) {
            return new Answer(status, head, "");
        }
        if (lower.contains("transfer-encoding: chunked")) {
            return new Answer(status, head, chunks());
        }
        int length = lower.indexOf("content-length:");
        if (length < 0) {
            return new Answer(status, head, rest());
        }
        int n = Integer.parseInt(lower.substring(length + 15, lower.indexOf('\r', length)).strip());
        return new Answer(status, head, bytes(n));
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                if (head.size() > 0) {
                    throw new IOException("cut inside a head: " + head);
                }
                return "";
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            if (size == 0) {
                line();
                return body.toString();
            }
            body.append(bytes(size));
            line();
        }
    }

    /** Reads a line without its end. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("cut inside a line");
            }
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(b);
        }
    }

    String bytes(int n) throws IOException {
        byte[] bytes = in.readNBytes(n);
        if (bytes.length < n) {
            throw new IOException("cut after " + bytes.length + " of " + n + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Reads to the end of the stream. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * What came.
     *
     * @param status the status
     * @param head the status line and the fields, with the empty line
     * @param body the body without its framing
     */
    record Answer(int status, String head, String body) {
        boolean has(String line) {
            return head.toLowerCase(java.util.Locale.ROOT).contains("\r\n" + line.toLowerCase(java.util.Locale.ROOT) + "\r\n");
        }
    }
}
