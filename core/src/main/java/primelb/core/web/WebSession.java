package primelb.core.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import primelb.core.http.BodyReader;
import primelb.core.http.ByteSource;
import primelb.core.http.Framing;
import primelb.core.http.HeadLimits;
import primelb.core.http.HeadScanner;
import primelb.core.http.MalformedHttpException;
import primelb.core.http.RequestHead;
import primelb.core.http.TruncatedException;

/** One connection of a client: reads its requests, one after the other, and has each answered. */
final class WebSession implements Runnable {
    /** A line may be as long as the head: thousands of digits should hear that they are too many, not that the URL is. */
    private static final HeadLimits LIMITS = new HeadLimits(32 * 1024, 32 * 1024, 32 * 1024, 100);
    private static final int BODY_BUFFER = 16 * 1024;
    /** What is read at most of a body that nobody wants, so that the answer arrives before the connection is reset. */
    private static final int LINGER_BYTES = 64 * 1024;

    private final WebContext context;
    private final ClientWire wire;
    private final InetSocketAddress remote;
    private final HeadScanner scanner = new HeadScanner(LIMITS, 414);
    private final RequestHead head = new RequestHead();
    private final BodyReader body;

    WebSession(WebContext context, ClientWire wire, InetSocketAddress remote) {
        this.context = context;
        this.wire = wire;
        this.remote = remote;
        this.body = new BodyReader(wire.source(), BODY_BUFFER, () -> { });
    }

    @Override
    public void run() {
        try {
            while (serveOne()) {
                wire.source().release();
            }
        } catch (IOException e) {
            // The client is gone, or the server stops; there is nobody to tell.
        } finally {
            wire.close();
        }
    }

    void close() {
        wire.close();
    }

    void sweep(long nowNanos) {
        wire.sweep(nowNanos);
    }

    /** Serves one request and returns whether another may follow on this connection. */
    private boolean serveOne() throws IOException {
        ByteSource source = wire.source();
        wire.beginWaiting();
        if (source.available() == 0 && source.fill(ByteSource.SMALL) < 0) {
            return false;
        }
        wire.beginWaiting();
        int length;
        head.clear();
        try {
            skipEmptyLine();
            if (!RequestHead.mayBegin(source.buffer()[source.position()])) {
                // A TLS hello, say: it may never have the line end that the scanner waits for.
                throw new MalformedHttpException(400, "what came does not begin like a request");
            }
            length = scanner.await(source);
            head.parse(source.buffer(), source.position(), source.position() + length, LIMITS);
        } catch (TruncatedException e) {
            return false;
        } catch (MalformedHttpException e) {
            return refuse(Problem.of(e.status(), e.getMessage()));
        }
        context.inFlight().begin();
        try {
            return serve(length);
        } finally {
            context.inFlight().end();
        }
    }

    /** Passes over one empty line before the request line, as RFC 9112 §2.2 asks of a server. */
    private void skipEmptyLine() throws IOException {
        ByteSource source = wire.source();
        if (source.buffer()[source.position()] != '\r') {
            return;
        }
        while (source.available() < 3) {
            if (source.fill(ByteSource.SMALL) < 0) {
                throw new TruncatedException("the connection ended before a request");
            }
        }
        if (source.buffer()[source.position() + 1] == '\n') {
            source.consume(2);
        }
    }

    private boolean serve(int headLength) throws IOException {
        // The bytes of the head are gone once its body is read.
        String method = head.method();
        String target = head.target();
        Fields fields = Fields.of(head.fields());
        boolean keepAlive = head.keepAlive();
        boolean modern = head.minorVersion() > 0;
        Framing framing = head.framing();
        boolean expectsContinue = head.expectsContinue() && framing != Framing.NONE;
        wire.source().consume(headLength);
        Optional<byte[]> content = readBody(framing, expectsContinue);
        wire.endWaiting();
        if (content.isEmpty()) {
            return refuse(Problem.of(413, "the body must be at most " + context.maxBodyBytes() + " bytes"));
        }
        wire.beginRequest();
        int mark = target.indexOf('?');
        Request request = new Request(method, mark < 0 ? target : target.substring(0, mark),
            mark < 0 ? "" : target.substring(mark + 1), fields, content.get(), remote, "", () -> wire.clientGone(modern));
        Response response = answer(request);
        boolean more = keepAlive && !context.draining();
        // The one of HTTP/1.0 wants to be told, the other takes it for granted.
        String connection = !more ? "close" : modern ? null : "keep-alive";
        wire.write(context.encode(response, method.equals("HEAD"), connection));
        return more;
    }

    /** Returns the body, or nothing if it is longer than the limit. */
    private Optional<byte[]> readBody(Framing framing, boolean expectsContinue) throws IOException {
        if (framing == Framing.NONE) {
            return Optional.of(new byte[0]);
        }
        if (framing instanceof Framing.Length(long bytes) && bytes > context.maxBodyBytes()) {
            return Optional.empty();
        }
        if (expectsContinue) {
            wire.write(ByteBuffer.wrap(AnswerBytes.CONTINUE));
            wire.beginWaiting();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        body.start(framing);
        for (int n = body.next(); n >= 0; n = body.next()) {
            if (n > context.maxBodyBytes() - content.size()) {
                return Optional.empty();
            }
            content.write(wire.source().buffer(), body.offset(), n);
        }
        return Optional.of(content.toByteArray());
    }

    private Response answer(Request request) {
        try {
            return AnswerBytes.checked(context.handler().handle(request));
        } catch (ProblemException e) {
            return Response.problem(e.problem());
        } catch (InterruptedException e) {
            // The server stops. The thread ends with this answer, so nobody needs its flag; set, it would close
            // the connection before the answer is out.
            return Response.problem(Problem.of(503, "shutting down"));
        } catch (Exception e) {
            System.getLogger("primelb.web").log(Level.ERROR, request.method() + " " + request.path() + " failed", e);
            return Response.problem(Problem.of(500, "an error that is not yours; the log has it"));
        }
    }

    /** Answers and ends the connection so that the answer arrives although not all was read; returns false. */
    private boolean refuse(Problem problem) throws IOException {
        wire.write(context.encode(Response.problem(problem), head.method().equals("HEAD"), "close"));
        wire.endWriting();
        wire.beginWaiting();
        ByteSource source = wire.source();
        for (int read = 0, n; read < LINGER_BYTES; read += n) {
            source.consume(source.available());
            n = source.fill(ByteSource.SMALL);
            if (n < 0) {
                return false;
            }
        }
        return false;
    }
}
