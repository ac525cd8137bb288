package primelb.core.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

import primelb.core.backend.Backend;
import primelb.core.forward.ForwardFailure;
import primelb.core.http.BodyReader;
import primelb.core.http.ByteSource;
import primelb.core.http.Framing;
import primelb.core.http.HeadScanner;
import primelb.core.http.KnownField;
import primelb.core.http.MalformedHttpException;
import primelb.core.http.RequestHead;
import primelb.core.http.TruncatedException;
import primelb.core.http.Turns;

/** One client connection: reads requests one after the other, and has each forwarded or answers it itself. */
final class ClientSession implements Runnable {
    private static final int BODY_BUFFER = 16 * 1024;
    /** What is read at most of a body that nobody wants, so that the answer arrives before the connection is reset. */
    private static final int LINGER_BYTES = 64 * 1024;
    private static final long LINGER_NANOS = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final ProxyContext context;
    private final Wire wire;
    private final HeadScanner scanner;
    private final RequestHead head = new RequestHead();
    private final BodyReader body;
    private final BodyPace pace;
    private final RequestEncoder encoder;
    private final ByteSink request = new ByteSink();
    private final ByteSink answer = new ByteSink();
    private final ExchangeNotes notes;
    private volatile boolean idle = true;
    private volatile boolean aborted;

    ClientSession(ProxyContext context, SocketChannel channel) throws IOException {
        this.context = context;
        this.wire = new Wire(channel, context.ticker(), settings().timeouts().write().toNanos());
        this.scanner = new HeadScanner(settings().requestHead(), 414);
        this.pace = new BodyPace(settings().timeouts().clientBody(), settings().timeouts().clientBodyRate());
        this.body = new BodyReader(wire.source(), BODY_BUFFER, this::beforeBodyRead);
        InetSocketAddress client = (InetSocketAddress) channel.getRemoteAddress();
        InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
        Origin origin = new Origin(client.getAddress(), settings().tls().clients().isPresent(), settings());
        this.encoder = new RequestEncoder(origin, local.getAddress().getHostAddress() + ":" + local.getPort(),
                settings().viaName(), context.requestIds().nextConnection(), context.requestIds().nextTraces());
        this.notes = new ExchangeNotes(context, client.getAddress());
    }

    @Override
    public void run() {
        context.keeper().watch(wire);
        try {
            if (settings().tls().clients().isPresent()) {
                wire.readBy(nanos() + settings().timeouts().clientHead().toNanos());
                wire.acceptTls(settings().tls().clients().get().get());
            }
            while (serveOne()) {
                request.release();
                answer.release();
                wire.source().release();
            }
        } catch (IOException e) {
            // The client is gone, or does not speak TLS; there is nobody to tell.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private void end() {
        try {
            if (wire.encrypted() && wire.open()) {
                wire.endWriting();
            }
        } catch (IOException e) {
            // The client has gone first.
        } finally {
            context.keeper().forget(wire);
            wire.close();
        }
    }

    /** Serves one request and returns whether another may follow on this connection. */
    private boolean serveOne() throws IOException, InterruptedException {
        idle = true;
        if (!awaitFirstByte()) {
            return false;
        }
        idle = false;
        long now = nanos();
        notes.begin(now);
        try {
            return serve(now);
        } catch (ClientGoneException e) {
            notes.cut(ForwardFailure.CLIENT_GONE);
            throw e;
        } catch (InterruptedException e) {
            // The balancer ends while the request is in work.
            notes.cut(ForwardFailure.OWN_TROUBLE);
            throw e;
        } finally {
            if (aborted) {
                // Closed by the balancer, which looks like a client that has left.
                notes.cut(ForwardFailure.OWN_TROUBLE);
            }
            notes.end();
        }
    }

    private boolean serve(long begunNanos) throws IOException, InterruptedException {
        int length;
        head.clear();
        try {
            wire.readBy(begunNanos + settings().timeouts().clientHead().toNanos());
            skipEmptyLine();
            refuseNoise();
            length = scanner.await(wire.source());
            if (length < 0) {
                return refusedIfExpired();
            }
            ByteSource source = wire.source();
            head.parse(source.buffer(), source.position(), source.position() + length, settings().requestHead());
        } catch (MalformedHttpException e) {
            return refuse(new LocalAnswer(e.status(), e.getMessage()));
        } catch (TruncatedException e) {
            return refusedIfExpired();
        }
        wire.readWithoutDeadline();
        notes.understood(head);
        LocalAnswer own = OwnAnswers.to(head, settings());
        if (own != null) {
            return answerOrRefuse(own, length);
        }
        request.clear();
        long now = nanos();
        long left = Math.min(settings().timeouts().total().toNanos(), nanosOfClient());
        encoder.encode(head, millis(Math.min(left, settings().timeouts().response().toNanos())), request);
        notes.named(encoder, head);
        wire.source().consume(length);
        context.stats().countRequest();
        return context.forwarder().forward(this, now + left);
    }

    private long nanosOfClient() {
        long millis = DeadlineLine.ofClient(head);
        return millis < Long.MAX_VALUE / NANOS_PER_MILLI ? millis * NANOS_PER_MILLI : Long.MAX_VALUE;
    }

    private static long millis(long nanos) {
        return Math.max(0, nanos) / NANOS_PER_MILLI;
    }

    /** Tells the backend of the next attempt how long an answer is of use. */
    void updateDeadline(long nanosLeft) {
        encoder.update(millis(nanosLeft), request);
    }

    private boolean awaitFirstByte() throws IOException {
        // An upload before this may have had a thread of its own.
        wire.unshare();
        if (wire.source().available() > 0) {
            return true;
        }
        long now = nanos();
        wire.readBy(now + settings().timeouts().keepAlive().toNanos());
        context.turns().giveWay(now);
        return wire.source().fill(ByteSource.SMALL) >= 0;
    }

    /** Passes over one empty line before the request line, as RFC 9112 §2.2 asks of a server. */
    private void skipEmptyLine() throws IOException {
        ByteSource source = wire.source();
        if (source.buffer()[source.position()] != '\r') {
            return;
        }
        if (source.available() < 2 && source.fill(ByteSource.SMALL) < 0) {
            throw new TruncatedException("the connection ended before a request");
        }
        if (source.buffer()[source.position() + 1] == '\n') {
            source.consume(2);
        }
    }

    /** Refuses at once what is no HTTP, such as a TLS hello: it may never have the line end that the scanner waits for. */
    private void refuseNoise() throws MalformedHttpException {
        if (!RequestHead.mayBegin(wire.source().buffer()[wire.source().position()])) {
            throw new MalformedHttpException(400, "what came does not begin like a request");
        }
    }

    private boolean refusedIfExpired() throws IOException, InterruptedException {
        return wire.readExpired() && refuse(new LocalAnswer(408, "the head of the request did not arrive in time"));
    }

    private boolean answerOrRefuse(LocalAnswer own, int headLength) throws IOException, InterruptedException {
        if (head.framing() != Framing.NONE || !head.keepAlive()) {
            wire.source().consume(headLength);
            return refuse(own);
        }
        wire.source().consume(headLength);
        return answer(own, true);
    }

    /** Writes an answer of the balancer's own and returns whether another request may follow. */
    boolean answer(LocalAnswer own, boolean keepAlive) throws ClientGoneException {
        answer.clear();
        notes.answering(own.status());
        own.encode(head.method().equals("HEAD"), keepAlive, notes.explained(), answer);
        write(answer.bytes(), 0, answer.size());
        return keepAlive;
    }

    /** Answers and ends the connection so that the answer arrives although not all was read; returns false. */
    boolean refuse(LocalAnswer own) throws IOException, InterruptedException {
        context.stats().countRefused();
        answer(own, false);
        linger();
        return false;
    }

    /** Ends the connection in order: says that nothing more comes, and reads a little of what the client still sends. */
    void linger() throws IOException {
        wire.endWriting();
        wire.readBy(nanos() + LINGER_NANOS);
        ByteSource source = wire.source();
        int read = 0;
        while (read < LINGER_BYTES) {
            source.consume(source.available());
            int n = source.fill(ByteSource.SMALL);
            if (n < 0) {
                return;
            }
            read += n;
        }
    }

    private void beforeBodyRead() {
        wire.readBy(pace.waitFrom(nanos()));
    }

    void write(byte[] bytes, int from, int length) throws ClientGoneException {
        try {
            wire.write(bytes, from, length);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
        notes.wrote(length);
    }

    /** Ends the connection if it waits for a request; one in work is finished first. */
    void closeIfIdle() {
        if (idle) {
            wire.endReading();
        }
    }

    /** Ends the connection at once, and what its request waits for. */
    void close() {
        aborted = true;
        wire.close();
        wire.departure().end();
    }

    /** Lets the request in work go to another backend, if it waits for this one, which is silent, and can. */
    void leave(Backend silent) {
        if (wire.departure().awaits(silent) && context.forwarder().mayLeaveSilent(nanos())) {
            wire.departure().abandon(silent);
        }
    }

    RequestHead head() {
        return head;
    }

    /** Begins to read the request's body; the framing is checked against the limit of its size. */
    void startBody(Framing framing) {
        pace.start();
        body.start(framing, settings().maxBody());
    }

    /** Returns the length of the next slice of the request's body, or -1 at its end; see {@link BodyReader#next()}. */
    int nextOfBody() throws IOException {
        int n = body.next();
        if (n > 0) {
            pace.arrived(n, nanos());
        }
        // How long the backend takes for it must not count against the client.
        wire.readWithoutDeadline();
        return n;
    }

    /** Returns where the current slice of the request's body begins. */
    int bodyOffset() {
        return body.offset();
    }

    /** Returns the encoded request: its head, and its body where that is kept. */
    ByteSink request() {
        return request;
    }

    /** Returns where the answer is put together. */
    ByteSink answer() {
        return answer;
    }

    Wire wire() {
        return wire;
    }

    /** Returns what is noted of the exchange in work. */
    ExchangeNotes notes() {
        return notes;
    }

    ProxySettings settings() {
        return context.settings();
    }

    long nanos() {
        return context.ticker().nanos();
    }

    Turns turns() {
        return context.turns();
    }

    boolean closing() {
        return context.closing();
    }
}
