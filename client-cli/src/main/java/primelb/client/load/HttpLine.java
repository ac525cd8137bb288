package primelb.client.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import primelb.client.text.Printable;
import primelb.core.http.BodyReader;
import primelb.core.http.ByteSource;
import primelb.core.http.ClientRequest;
import primelb.core.http.ExchangeException;
import primelb.core.http.ExchangeException.Kind;
import primelb.core.http.Framing;
import primelb.core.http.HeadLimits;
import primelb.core.http.HeadScanner;
import primelb.core.http.HttpOrigin;
import primelb.core.http.MalformedHttpException;
import primelb.core.http.ResponseHead;
import primelb.core.http.TruncatedException;
import primelb.core.http.Turns;
import primelb.core.time.Ticker;

/**
 * One HTTP/1.1 connection that never re-sends and spends as little as it can: a request is encoded once, and an
 * answer that repeats the last one byte for byte is recognised instead of being read again.
 *
 * <p>Used by one thread at a time, except {@link #expireAt} and {@link #close}.
 */
final class HttpLine implements Line {
    /** The largest body that is read; an answer about a prime has some hundred bytes. */
    static final int MAX_BODY_BYTES = 8 << 20;

    private static final int BODY_BUFFER = 16 * 1024;
    private static final int MAX_INTERIM = 8;

    /** A server's name is a word; more of it would only fill the result. */
    private static final int MAX_SERVER_NAME = 64;

    private static final String SERVED_BY = "X-Served-By";

    private static final byte[] NO_BODY = new byte[0];

    /** No deadline. */
    private static final long NONE = Long.MAX_VALUE;

    private final HttpOrigin origin;
    private final Turns turns;
    private final Ticker ticker;
    private final Consumer<HttpLine> whenClosed;
    private final LineChannel channel;
    private final ByteSource source;
    private final HeadScanner scanner = new HeadScanner(HeadLimits.RESPONSE, 400);
    private final ResponseHead head = new ResponseHead();
    private final BodyReader body;
    private ClientRequest encoded;
    private ByteBuffer wire;
    private byte[] lastHead = NO_BODY;
    private Framing lastFraming = Framing.NONE;
    private boolean lastKeep;
    private Answer last = new Answer(0, "", NO_BODY);
    private boolean reusable = true;
    private boolean answerBegan;
    private volatile long deadline = NONE;
    private volatile boolean expired;

    /**
     * Takes an open connection.
     *
     * @param turns whom all clients of the target give way by
     * @param whenClosed is told of the close, at least once
     */
    HttpLine(HttpOrigin origin, SocketChannel socket, Turns turns, Ticker ticker, Consumer<HttpLine> whenClosed)
            throws IOException {
        this.turns = turns;
        this.ticker = ticker;
        this.origin = origin;
        this.whenClosed = whenClosed;
        this.channel = new LineChannel(socket);
        this.source = new ByteSource(this.channel);
        this.body = new BodyReader(source, BODY_BUFFER, () -> { });
    }

    @Override
    public Answer exchange(ClientRequest request, long newDeadline) throws ExchangeException {
        if (!reusable) {
            throw new IllegalStateException("the connection to " + origin + " cannot be used again");
        }
        reusable = false;
        answerBegan = false;
        deadline = newDeadline == NONE ? NONE - 1 : newDeadline;
        try {
            send(request);
            turns.giveWay(ticker.nanos());
            readAnswer(request.method());
            // Bytes behind the answer belong to no request: whoever sends them cannot be trusted with another.
            reusable = lastKeep && source.available() == 0;
            source.release();
            return last;
        } catch (IOException e) {
            throw expired ? new ExchangeException(Kind.TIMEOUT, true, null, e) : classified(e);
        } finally {
            deadline = NONE;
            if (!reusable) {
                close();
            }
        }
    }

    private void send(ClientRequest request) throws IOException {
        if (request != encoded) {
            byte[] bytes = request.encode(origin);
            wire = ByteBuffer.allocateDirect(bytes.length).put(bytes);
            encoded = request;
            lastHead = NO_BODY;
        }
        wire.rewind();
        channel.writeAll(wire);
    }

    private void readAnswer(String method) throws IOException {
        if (source.available() == 0 && source.fill(HeadLimits.RESPONSE.maxHead()) < 0) {
            throw new ExchangeException(Kind.CLOSED_WITHOUT_ANSWER, true, null, null);
        }
        answerBegan = true;
        boolean sameHead = startsWith(lastHead);
        String server = last.server();
        int status = last.status();
        if (sameHead) {
            source.consume(lastHead.length);
        } else {
            readHead(method);
            status = head.status();
            server = server();
        }
        readBody(sameHead, status, server);
    }

    private void readHead(String method) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            int length = scanner.await(source);
            if (length < 0) {
                throw new ExchangeException(Kind.CLOSED_WITHOUT_ANSWER, true, null, null);
            }
            int from = source.position();
            head.parse(source.buffer(), from, from + length, scanner.limits());
            Framing framing = head.framing(method);
            if (head.status() == 101) {
                throw new MalformedHttpException(400, "101 without having been asked to switch");
            }
            if (!head.interim()) {
                lastHead = Arrays.copyOfRange(source.buffer(), from, from + length);
                lastFraming = framing;
                lastKeep = head.keepAlive() && !(framing instanceof Framing.UntilClose);
                source.consume(length);
                return;
            }
            source.consume(length);
        }
        throw new MalformedHttpException(400, "more than " + MAX_INTERIM + " interim answers");
    }

    /** Makes {@code last} the answer; keeps the one it is if nothing of it has changed. */
    private void readBody(boolean sameHead, int status, String server) throws IOException {
        if (sameHead && lastFraming instanceof Framing.Length(long length) && length == last.body().length
                && startsWith(last.body())) {
            source.consume((int) length);
            return;
        }
        last = new Answer(status, server, readBody());
    }

    private byte[] readBody() throws IOException {
        body.start(lastFraming);
        int announced = lastFraming instanceof Framing.Length(long n) ? (int) Math.min(n, MAX_BODY_BYTES) : 0;
        byte[] content = announced == 0 ? NO_BODY : new byte[announced];
        int size = 0;
        for (int n = body.next(); n >= 0; n = body.next()) {
            if (n > MAX_BODY_BYTES - size) {
                throw new ExchangeException(Kind.TOO_LARGE, true, "the body is over " + MAX_BODY_BYTES + " bytes",
                        null);
            }
            if (size + n > content.length) {
                content = Arrays.copyOf(content, Math.max(size + n, Math.min(MAX_BODY_BYTES, content.length * 2)));
            }
            System.arraycopy(source.buffer(), body.offset(), content, size, n);
            size += n;
        }
        return size == content.length ? content : Arrays.copyOf(content, size);
    }

    private boolean startsWith(byte[] bytes) {
        int from = source.position();
        return bytes.length > 0 && source.available() >= bytes.length
                && Arrays.equals(source.buffer(), from, from + bytes.length, bytes, 0, bytes.length);
    }

    private String server() {
        for (int at = 0; at < head.fieldCount(); at++) {
            int from = head.nameFrom(at);
            int length = head.nameTo(at) - from;
            if (length == SERVED_BY.length() && new String(head.bytes(), from, length, StandardCharsets.ISO_8859_1)
                    .equalsIgnoreCase(SERVED_BY)) {
                return Printable.of(head.value(at).strip(), MAX_SERVER_NAME);
            }
        }
        return "";
    }

    private static ExchangeException classified(IOException e) {
        return switch (e) {
            case ExchangeException already -> already;
            case TruncatedException truncated -> new ExchangeException(Kind.TRUNCATED, true, e.getMessage(), e);
            case MalformedHttpException malformed -> new ExchangeException(Kind.MALFORMED, true, e.getMessage(), e);
            default -> new ExchangeException(Kind.RESET, true, e.getMessage(), e);
        };
    }

    @Override
    public boolean isReusable() {
        return reusable;
    }

    @Override
    public boolean isStillReusable() {
        if (reusable && !channel.isQuiet()) {
            reusable = false;
            close();
        }
        return reusable;
    }

    @Override
    public boolean hasAnswerBegun() {
        return answerBegan;
    }

    /** Ends a running exchange whose deadline has passed. For any thread. */
    void expireAt(long now) {
        long running = deadline;
        if (running != NONE && now - running >= 0) {
            expired = true;
            close();
        }
    }

    @Override
    public void close() {
        channel.close();
        whenClosed.accept(this);
    }
}
