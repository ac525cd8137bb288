package primelb.core.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import primelb.core.http.ExchangeException.Kind;

@Timeout(20)
class HostLookupTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final InetAddress[] FOUND = {InetAddress.ofLiteral("10.1.2.3")};

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final HostLookup slow = new HostLookup(host -> {
        asked.incrementAndGet();
        try {
            answered.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return FOUND;
    });

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.7"})
    void anAddressIsNotLookedUp(String address) throws Exception {
        assertArrayEquals(new InetAddress[] {InetAddress.ofLiteral(address)}, slow.addressesOf(address, LONG));
        assertEquals(0, asked.get());
    }

    @Test
    void aLookupThatHangsEndsWithTheTimeOfWhoeverAsked() {
        ExchangeException e = assertThrows(ExchangeException.class,
                () -> slow.addressesOf("server1", Duration.ofMillis(20)));

        assertEquals(Kind.CONNECT_TIMEOUT, e.kind());
        assertEquals("connect timeout: looking up server1", e.getMessage());
        answered.countDown();
    }

    @Test
    void whoAsksForTheSameNameMeanwhileGetsTheSameAnswerAndNobodyLater() throws Exception {
        assertThrows(ExchangeException.class, () -> slow.addressesOf("server1", Duration.ofMillis(20)));
        var second = new FutureTask<>(() -> slow.addressesOf("server1", LONG));
        Thread.startVirtualThread(second);
        answered.countDown();

        assertSame(FOUND, second.get(10, TimeUnit.SECONDS));
        int before = asked.get();
        assertSame(FOUND, slow.addressesOf("server1", LONG));
        assertEquals(before + 1, asked.get(), "an answer is never kept: a container may be back at another address");
    }

    @Test
    void aNameWithoutAnAddressIsUnknown() {
        var none = new HostLookup(host -> {
            throw new UnknownHostException(host);
        });

        ExchangeException e = assertThrows(ExchangeException.class, () -> none.addressesOf("nowhere", LONG));

        assertEquals(Kind.UNKNOWN_HOST, e.kind());
    }

    @Test
    void thereAreNeverMoreLookupsThanTheLimit() {
        for (int name = 0; name < HostLookup.MOST; name++) {
            String host = "host" + name;
            assertThrows(ExchangeException.class, () -> slow.addressesOf(host, Duration.ofNanos(1)));
        }

        ExchangeException e = assertThrows(ExchangeException.class, () -> slow.addressesOf("another", LONG));

        assertEquals(Kind.LOCAL, e.kind());
        assertEquals(HostLookup.MOST, asked(HostLookup.MOST));
        answered.countDown();
    }

    @Test
    void withoutAThreadForItALookupFailsAtOnceAndTheNextOneIsTriedAnew() throws Exception {
        var none = new AtomicBoolean(true);
        var lookup = new HostLookup(host -> FOUND, (name, task) -> {
            if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread.startVirtualThread(task);
        });
        for (int name = 0; name <= HostLookup.MOST; name++) {
            ExchangeException e = assertThrows(ExchangeException.class, () -> lookup.addressesOf("server1", LONG));
            assertEquals(Kind.LOCAL, e.kind());
        }
        none.set(false);

        assertSame(FOUND, lookup.addressesOf("server1", LONG));
    }

    @Test
    void aResolverThatBreaksIsOurOwnTroubleAndKeepsNoPlace() {
        var broken = new HostLookup(host -> {
            throw new StackOverflowError("broken by the test");
        });
        for (int name = 0; name <= HostLookup.MOST; name++) {
            ExchangeException e = assertThrows(ExchangeException.class, () -> broken.addressesOf("server1", LONG));
            assertEquals(Kind.LOCAL, e.kind(), e::getMessage);
            assertTrue(e.getMessage().contains("broken by the test"), e::getMessage);
        }
    }

    private int asked(int atLeast) {
        while (asked.get() < atLeast) {
            Thread.onSpinWait();
        }
        return asked.get();
    }
}
