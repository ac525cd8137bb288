package primelb.core.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import primelb.core.http.ExchangeException.Kind;

/**
 * The addresses of a host, within a time. The JDK's own look-up has no timeout and holds the carrier of a virtual thread
 * while it waits, so that one slow name server would stop all traffic; here it has a thread of its own, and whoever asks
 * for the same name meanwhile waits for the same answer. Nothing is kept once it is there. Safe for any thread; there is
 * never more than one thread for a name, and never more than {@value #MOST} of them.
 */
public final class HostLookup {
    /** Look-ups under way at once; more than that says that the name server is gone. */
    public static final int MOST = 128;

    /** As the system does it. */
    public static final HostLookup SYSTEM = new HostLookup(InetAddress::getAllByName);

    /** Asks for the addresses of a name, for as long as it takes. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final BiConsumer<String, Runnable> threads;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST);

    HostLookup(Resolver resolver) {
        this(resolver, (name, task) -> Thread.ofPlatform().daemon().name(name).start(task));
    }

    /** Makes one whose threads are started by somebody else, by their name and what they do. */
    HostLookup(Resolver resolver, BiConsumer<String, Runnable> threads) {
        this.resolver = resolver;
        this.threads = threads;
    }

    /**
     * Returns the addresses, at least one.
     *
     * @throws ExchangeException UNKNOWN_HOST if there is none, CONNECT_TIMEOUT if the time passes first, LOCAL if the
     *     caller is interrupted, too many look-ups are under way, or there is no thread for one more
     */
    public InetAddress[] addressesOf(String host, Duration timeout) throws ExchangeException {
        InetAddress[] literal = literal(host);
        if (literal != null) {
            return literal;
        }
        try {
            return start(host).get(Math.max(1, timeout.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new ExchangeException(Kind.CONNECT_TIMEOUT, false, "looking up " + host, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw new ExchangeException(Kind.UNKNOWN_HOST, false, host, unknown);
            }
            throw new ExchangeException(Kind.LOCAL, false, "looking up " + host + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExchangeException(Kind.LOCAL, false, "interrupted while looking up " + host, e);
        }
    }

    private static InetAddress[] literal(String host) {
        boolean mayBe = host.indexOf(':') >= 0 || !host.isEmpty() && Character.digit(host.charAt(0), 10) >= 0;
        if (!mayBe) {
            return null;
        }
        try {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private CompletableFuture<InetAddress[]> start(String host) throws ExchangeException {
        CompletableFuture<InetAddress[]> other = underWay.get(host);
        if (other != null) {
            return other;
        }
        if (!room.tryAcquire()) {
            throw new ExchangeException(Kind.LOCAL, false, MOST + " look-ups of host names are under way", null);
        }
        var mine = new CompletableFuture<InetAddress[]>();
        other = underWay.putIfAbsent(host, mine);
        if (other != null) {
            room.release();
            return other;
        }
        try {
            threads.accept("lookup-" + host, () -> look(host, mine));
        } catch (OutOfMemoryError e) {
            // The system has no more threads. What stayed in the map would be waited for in vain by all who ask later.
            fail(host, mine, e);
        }
        return mine;
    }

    private void look(String host, CompletableFuture<InetAddress[]> answer) {
        try {
            InetAddress[] addresses = resolver.addressesOf(host);
            over(host);
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException | Error e) {
            fail(host, answer, e);
        }
    }

    private void fail(String host, CompletableFuture<InetAddress[]> answer, Throwable why) {
        over(host);
        answer.completeExceptionally(why);
    }

    /** To be called before the answer is given: whoever asks once it is there asks anew. */
    private void over(String host) {
        underWay.remove(host);
        room.release();
    }
}
