package primelb.client.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A small HTTP server on a free loopback port that counts what really reaches it, and misbehaves as it is told. */
public final class FixtureServer implements AutoCloseable {
    /** Decides what becomes of a request; called by many threads. */
    public interface Behaviour {
        /**
         * Returns what to do.
         *
         * @param number the how manieth request this is, from 1
         * @param target what stands in the request line
         */
        Reply reply(int number, String target);
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    private FixtureServer(ServerSocket listener, Behaviour behaviour) {
        this.listener = listener;
        this.behaviour = behaviour;
    }

    /** Returns a server that runs until it is closed. */
    public static FixtureServer start(Behaviour behaviour) {
        try {
            var server = new FixtureServer(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), behaviour);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a server that says the truth about 524287, as server1. */
    public static FixtureServer truthful() {
        return start((_, _) -> Reply.prime("524287", true, "server1"));
    }

    /** Returns the URL of this path here. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    /** Returns how many requests have reached it, counted before they are answered. */
    public int requests() {
        return requests.get();
    }

    /** Returns how many connections were made to it. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (SocketException _) {
            // Closed: the end of the test.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String target = readRequest(in);
            while (target != null && perform(behaviour.reply(requests.incrementAndGet(), target), socket, in)) {
                target = readRequest(in);
            }
        } catch (IOException _) {
            // The client left, as some tests want it to.
        } finally {
            open.remove(socket);
        }
    }

    /** Returns the target, or null at the end of the connection. */
    private static String readRequest(BufferedReader in) throws IOException {
        String line = in.readLine();
        if (line == null) {
            return null;
        }
        String target = line.split(" ")[1];
        int length = 0;
        for (String field = in.readLine(); field != null && !field.isEmpty(); field = in.readLine()) {
            if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(field.substring(15).strip());
            }
        }
        for (int read = 0; read < length; read++) {
            in.read();
        }
        return target;
    }

    /** Returns whether the connection stays. */
    private static boolean perform(Reply reply, Socket socket, BufferedReader in) throws IOException {
        OutputStream out = socket.getOutputStream();
        switch (reply) {
            case Reply.Answer(int status, String body, String server) -> {
                send(out, "HTTP/1.1 " + status + " Fixture\r\nContent-Length: " + body.length() + "\r\n"
                        + (server.isEmpty() ? "" : "X-Served-By: " + server + "\r\n") + "\r\n" + body);
                return true;
            }
            case Reply.AnswerAndClose(String body) -> send(out,
                    "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            case Reply.Drop _ -> {
                // Nothing is sent, and the caller closes.
            }
            case Reply.Truncate _ -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n12345");
            case Reply.StallBody _ -> {
                send(out, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n12345");
                in.read();
            }
            case Reply.Noise _ -> send(out, "SSH-2.0-Fixture\r\n\r\n");
        }
        return false;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
