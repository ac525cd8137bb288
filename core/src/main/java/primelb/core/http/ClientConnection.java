package primelb.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

import javax.net.ssl.SSLContext;

import primelb.core.http.ExchangeException.Kind;
import primelb.core.time.Ticker;

/**
 * One HTTP/1.1 connection to a server: one exchange at a time, each sent exactly once, each with a deadline that covers
 * the body of the answer too.
 *
 * <p>Used by one thread at a time, except {@link #close}, which any thread may call to end a running exchange.
 */
public final class ClientConnection implements AutoCloseable {
    /** Requests up to this size fit into the kernel's send buffer, so that writing them cannot block for long. */
    private static final int UNGUARDED_WRITE = 16 * 1024;
    private static final int MAX_INTERIM = 8;
    private static final int BODY_BUFFER = 16 * 1024;

    private final HttpOrigin origin;
    private final SocketChannel channel;
    private final Socket socket;
    private final Ticker ticker;
    private final ByteSource source;
    private final HeadScanner scanner = new HeadScanner(HeadLimits.RESPONSE, 400);
    private final ResponseHead head = new ResponseHead();
    private final BodyReader body;
    private long deadline;
    private boolean reusable = true;

    private ClientConnection(HttpOrigin origin, SocketChannel channel, Socket socket, Ticker ticker)
            throws IOException {
        this.origin = origin;
        this.channel = channel;
        this.socket = socket;
        this.ticker = ticker;
        this.source = new ByteSource(new DeadlineInput(socket.getInputStream()));
        this.body = new BodyReader(source, BODY_BUFFER, () -> { });
    }

    /**
     * Opens a connection: the addresses of the host are tried in turn until one answers, all within the timeout.
     *
     * @param origin where to connect
     * @param connectTimeout how long it may take, more than 0
     * @param ticker the clock of the deadlines
     * @return an open connection
     * @throws ExchangeException if none of the addresses could be connected to: UNKNOWN_HOST, NO_ROUTE, REFUSED,
     *     CONNECT_TIMEOUT or LOCAL; never with bytes sent
     */
    public static ClientConnection open(HttpOrigin origin, Duration connectTimeout, Ticker ticker)
            throws ExchangeException {
        return open(origin, AllowedAddresses.ANY, connectTimeout, ticker);
    }

    /**
     * Opens a connection to those addresses of the host that are allowed.
     *
     * @throws ExchangeException as {@link #open(HttpOrigin, Duration, Ticker)}, or NOT_ALLOWED if none is
     */
    public static ClientConnection open(HttpOrigin origin, AllowedAddresses allowed, Duration connectTimeout,
            Ticker ticker) throws ExchangeException {
        Objects.requireNonNull(ticker, "ticker");
        SocketChannel channel = Connector.connect(origin, allowed, connectTimeout, ticker);
        try {
            return new ClientConnection(origin, channel, channel.socket(), ticker);
        } catch (IOException e) {
            Connector.closeQuietly(channel);
            throw Connector.classify(e, origin);
        }
    }

    /**
     * Opens an encrypted connection for one exchange; the server's certificate must be trusted and for this host.
     *
     * @param allowed which addresses of the host will do
     * @param context whom to trust
     * @throws ExchangeException as for a plain one, or TLS if there is no handshake; never with bytes sent
     */
    public static ClientConnection openEncrypted(HttpOrigin origin, AllowedAddresses allowed, Duration timeout,
            Ticker ticker, SSLContext context) throws ExchangeException {
        long deadline = ticker.nanos() + timeout.toNanos();
        SocketChannel channel = Connector.connect(origin, allowed, timeout, ticker);
        try {
            long left = Math.max(1, (deadline - ticker.nanos()) / 1_000_000);
            channel.socket().setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
            Socket encrypted = TlsClient.layer(context, channel.socket(), origin.host());
            return new ClientConnection(origin, channel, encrypted, ticker);
        } catch (IOException e) {
            Connector.closeQuietly(channel);
            throw new ExchangeException(Kind.TLS, false, e.getMessage(), e);
        }
    }

    /**
     * Sends the request once and reads the whole answer. Interim answers (1xx) are passed over.
     *
     * @param request what to send
     * @param deadlineNanos when it must be over, in the ticker's time
     * @param maxBodyBytes the largest body that is accepted
     * @return the answer
     * @throws ExchangeException if there is no complete answer; the connection is closed then
     */
    public ClientResponse exchange(ClientRequest request, long deadlineNanos, int maxBodyBytes)
            throws ExchangeException {
        if (!reusable) {
            throw new IllegalStateException("the connection to " + origin + " cannot be used again");
        }
        reusable = false;
        deadline = deadlineNanos;
        send(request.encode(origin));
        try {
            Framing framing = readHead(request.method());
            int status = head.status();
            var fields = head.fields();
            boolean keep = head.keepAlive() && !(framing instanceof Framing.UntilClose);
            byte[] content = readBody(framing, maxBodyBytes);
            // Bytes behind the answer belong to no request: whoever sends them cannot be trusted with another.
            reusable = keep && source.available() == 0;
            source.release();
            return new ClientResponse(status, fields, content);
        } catch (IOException e) {
            close();
            throw classifyRead(e);
        } finally {
            if (!reusable) {
                close();
            }
        }
    }

    private void send(byte[] bytes) throws ExchangeException {
        WriteGuard guard = bytes.length > UNGUARDED_WRITE ? new WriteGuard(this, Math.max(1, remaining())) : null;
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            close();
            if (remaining() <= 0) {
                throw new ExchangeException(Kind.TIMEOUT, true, "while sending the request", e);
            }
            throw new ExchangeException(Kind.RESET, true, e.getMessage(), e);
        } finally {
            if (guard != null) {
                guard.done();
            }
        }
    }

    private Framing readHead(String method) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            int length = scanner.await(source);
            if (length < 0) {
                throw new ExchangeException(Kind.CLOSED_WITHOUT_ANSWER, true, null, null);
            }
            head.parse(source.buffer(), source.position(), source.position() + length, scanner.limits());
            Framing framing = head.framing(method);
            if (!head.interim()) {
                if (head.status() == 101) {
                    throw new MalformedHttpException(400, "101 without having been asked to switch");
                }
                source.consume(length);
                return framing;
            }
            source.consume(length);
        }
        throw new MalformedHttpException(400, "more than " + MAX_INTERIM + " interim answers");
    }

    private byte[] readBody(Framing framing, int maxBytes) throws IOException {
        body.start(framing);
        byte[] content = new byte[framing instanceof Framing.Length(long n) ? (int) Math.min(n, maxBytes) : 0];
        int size = 0;
        for (int n = body.next(); n >= 0; n = body.next()) {
            if (n > maxBytes - size) {
                throw new ExchangeException(Kind.TOO_LARGE, true, "the body is over " + maxBytes + " bytes", null);
            }
            if (size + n > content.length) {
                content = Arrays.copyOf(content, Math.max(size + n, Math.min(maxBytes, content.length * 2)));
            }
            System.arraycopy(source.buffer(), body.offset(), content, size, n);
            size += n;
        }
        return size == content.length ? content : Arrays.copyOf(content, size);
    }

    private static ExchangeException classifyRead(IOException e) {
        return switch (e) {
            case ExchangeException already -> already;
            case SocketTimeoutException timeout -> new ExchangeException(Kind.TIMEOUT, true, null, e);
            case TruncatedException truncated -> new ExchangeException(Kind.TRUNCATED, true, e.getMessage(), e);
            case MalformedHttpException malformed -> new ExchangeException(Kind.MALFORMED, true, e.getMessage(), e);
            default -> new ExchangeException(Kind.RESET, true, e.getMessage(), e);
        };
    }

    private long remaining() {
        return deadline - ticker.nanos();
    }

    /**
     * Returns whether another exchange may be made: the last one left the connection in order, and the server has
     * neither closed it nor sent something unasked. It looks at the socket; a server may still close it the moment after.
     */
    public boolean reusable() {
        if (!reusable || !channel.isOpen() || socket != channel.socket()) {
            // What waits on an encrypted connection cannot be looked at without being read.
            return false;
        }
        try {
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            reusable = read == 0;
        } catch (IOException e) {
            reusable = false;
        }
        if (!reusable) {
            close();
        }
        return reusable;
    }

    /** Returns where this connection goes to. */
    public HttpOrigin origin() {
        return origin;
    }

    /** Closes the connection; a running exchange ends with an exception. Does nothing the second time. */
    @Override
    public void close() {
        Connector.closeQuietly(channel);
    }

    /** Gives every read what is left until the deadline. */
    private final class DeadlineInput extends InputStream {
        private final InputStream in;

        DeadlineInput(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("only whole buffers are read");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long left = remaining();
            if (left <= 0) {
                throw new SocketTimeoutException("the deadline has passed");
            }
            // Rounded up: a timeout of 0 would mean none.
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1));
            return in.read(bytes, offset, length);
        }
    }
}
