package primelb.core.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Translates between the JDK's exchanges and the handler: reads the whole request, sends the whole answer. */
final class Exchanges implements HttpHandler {
    private static final System.Logger LOG = System.getLogger("primelb.web");

    private final Handler handler;
    private final int maxBodyBytes;
    private final ConnectionTable connections;
    private final InFlight inFlight = new InFlight();
    private volatile boolean draining;

    Exchanges(Handler handler, int maxBodyBytes, ConnectionTable connections) {
        this.handler = handler;
        this.maxBodyBytes = maxBodyBytes;
        this.connections = connections;
    }

    InFlight inFlight() {
        return inFlight;
    }

    void drain() {
        draining = true;
    }

    /** Answers one request. An error of its connection ends here as an exception, which closes the connection. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        inFlight.begin();
        try (exchange) {
            Optional<byte[]> body = readBody(exchange);
            if (body.isPresent()) {
                send(exchange, answer(exchange, body.get()));
            } else {
                Problem problem = Problem.of(413, "the body must be at most " + maxBodyBytes + " bytes");
                send(exchange, Response.problem(problem).withHeader("Connection", "close"));
            }
        } finally {
            inFlight.end();
        }
    }

    /** Returns the body, or nothing if it is longer than the limit. */
    private Optional<byte[]> readBody(HttpExchange exchange) throws IOException {
        String declared = exchange.getRequestHeaders().getFirst("Content-Length");
        // HttpServer has refused what is not a number.
        if (declared != null && Long.parseLong(declared) > maxBodyBytes) {
            return Optional.empty();
        }
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(maxBodyBytes);
        return in.read() < 0 ? Optional.of(body) : Optional.empty();
    }

    private Response answer(HttpExchange exchange, byte[] body) {
        // The target as sent: URI's own accessors would take "//a/b" for a host and a path.
        String target = exchange.getRequestURI().toString();
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        if (!path.startsWith("/") || target.indexOf('#') >= 0) {
            return Response.problem(Problem.of(400, "the request target must be a path without fragment"));
        }
        Request request = new Request(exchange.getRequestMethod(), path, query,
            Fields.of(exchange.getRequestHeaders()), body, exchange.getRemoteAddress(), "",
            () -> connections.ended(exchange.getLocalAddress(), exchange.getRemoteAddress()));
        try {
            return handler.handle(request);
        } catch (ProblemException e) {
            return Response.problem(e.problem());
        } catch (InterruptedException e) {
            // The server stops. The thread ends with this answer, so nobody needs its flag; set, it would close
            // the connection before the answer is out.
            return Response.problem(Problem.of(503, "shutting down")).withHeader("Connection", "close");
        } catch (Exception e) {
            LOG.log(Level.ERROR, request.method() + " " + request.path() + " failed", e);
            return Response.problem(Problem.of(500, "an error that is not yours; the log has it"));
        }
    }

    private void send(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", response.contentType());
        if (draining || response.stream().isPresent()) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        if (response.stream().isPresent()) {
            stream(exchange, response.status(), response.stream().get());
            return;
        }
        int length = response.body().length;
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            // -1 says "no body" to HttpServer; 0 would mean "chunked".
            exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
            if (length > 0) {
                exchange.getResponseBody().write(response.body());
            }
        }
    }

    private static void stream(HttpExchange exchange, int status, BodyStream stream) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        // 0 means "chunked" to HttpServer.
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            stream.writeTo(out);
        } catch (InterruptedException e) {
            // The server stops, and the stream has ended with it; the thread ends with the answer.
            LOG.log(Level.DEBUG, "a stream ended because the server stops");
        }
    }
}
