package primelb.lb.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import primelb.core.testing.Await;
import primelb.core.testing.FakeTime;

/** Who watches gets the latest, in one event after the other, and harms nobody by being slow or gone. */
@Timeout(30)
class FeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofHours(1);

    private final FakeTime time = new FakeTime();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Thread viewer;
    private Feed feed = feed(LONG, 2);

    @AfterEach
    void end() {
        feed.close();
        threads.shutdownNow();
    }

    private Feed feed(Duration heartbeat, int viewers) {
        return new Feed(this::next,
                new Feed.Limits(viewers, Duration.ZERO, heartbeat, Duration.ofMinutes(10), Duration.ofSeconds(10)), time);
    }

    private Feed.Event next(String seen) {
        viewer = Thread.currentThread();
        return new Feed.Event(seen + "x", "{\"event\":" + asked.incrementAndGet() + "}");
    }

    private CompletableFuture<Void> watch(String seen, OutputStream out) {
        return CompletableFuture.runAsync(() -> {
            try {
                feed.serve(seen, out);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        }, threads);
    }

    private static void awaitText(ByteArrayOutputStream out, String text) {
        Await.until("'" + text + "' in the stream", PATIENCE, () -> out.toString(StandardCharsets.UTF_8).contains(text));
    }

    @Test
    void tellsAtOnceAndThenWhateverIsNew() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        watch("a", out);
        awaitText(out, "retry: 1000\n\nid: ax\ndata: {\"event\":1}\n\n");

        feed.changed();

        awaitText(out, "id: axx\ndata: {\"event\":2}\n\n");
    }

    @Test
    void whatComesWhileAViewerIsBusyIsOneEvent() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() throws IOException {
                if (toString(StandardCharsets.UTF_8).contains("event")) {
                    entered.countDown();
                    waitFor(release);
                }
            }
        };
        watch("", out);
        entered.await();
        for (int change = 0; change < 1000; change++) {
            feed.changed();
        }
        release.countDown();

        awaitText(out, "{\"event\":2}");
        feed.changed();
        awaitText(out, "{\"event\":3}");
        assertEquals(3, asked.get());
    }

    @Test
    void aViewerWhoHasGoneFreesItsPlace() {
        CompletableFuture<Void> gone = watch("", new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        });

        CompletionException e = assertThrows(CompletionException.class, gone::join);
        assertEquals("gone", e.getCause().getMessage());
        assertEquals(0, feed.viewers());
    }

    @Test
    void aViewerWhoDoesNotReadIsCutOff() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CompletableFuture<Void> stalled = watch("", new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                writing.countDown();
                waitFor(new CountDownLatch(1));
            }
        });
        writing.await();
        feed.cutOffStalled();
        assertFalse(stalled.isDone());

        time.advance(Duration.ofSeconds(11));
        feed.cutOffStalled();

        assertThrows(CompletionException.class, stalled::join);
        assertEquals(0, feed.viewers());
    }

    @Test
    void whoWaitsForNewsIsNotCutOff() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        watch("", out);
        awaitText(out, "{\"event\":1}");
        Await.until("the viewer waits", PATIENCE, () -> viewer.getState() == Thread.State.TIMED_WAITING);

        time.advance(Duration.ofMinutes(1));
        feed.cutOffStalled();
        feed.changed();

        awaitText(out, "{\"event\":2}");
    }

    @Test
    void thereAreOnlySoManyPlaces() {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        watch("", first);
        watch("", second);
        awaitText(first, "event");
        awaitText(second, "event");
        assertFalse(feed.hasRoom());

        ByteArrayOutputStream third = new ByteArrayOutputStream();
        watch("", third).join();
        assertEquals(0, third.size());
    }

    @Test
    void silenceIsBrokenByAComment() {
        feed = feed(Duration.ofMillis(1), 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        watch("", out);

        awaitText(out, "{\"event\":1}\n\n: still here\n\n: still here\n\n");
    }

    @Test
    void aViewerIsSentAwayAfterTenMinutesAndComesAgainByItself() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<Void> viewer = watch("", out);
        awaitText(out, "{\"event\":1}");
        time.advance(Duration.ofMinutes(10));
        feed.changed();

        viewer.join();
        assertEquals(0, feed.viewers());
    }

    @Test
    void closingEndsEveryStreamAndThoseThatCome() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<Void> viewer = watch("", out);
        awaitText(out, "event");

        feed.close();

        viewer.join();
        assertFalse(feed.hasRoom());
        watch("", out).join();
        assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("\n\n"));
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
