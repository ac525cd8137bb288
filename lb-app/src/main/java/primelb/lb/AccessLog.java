package primelb.lb;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import primelb.core.proxy.Exchange;
import primelb.core.proxy.ExchangeListener;

/**
 * Writes a line for each exchange, in a thread of its own: traffic never waits for a disk that is slow, full or gone. What
 * waits to be written is bounded; beyond that, and while nothing can be written, lines are dropped and counted.
 *
 * <p>Safe for any thread. It runs from {@link #start} until {@link #close}.
 */
final class AccessLog implements ExchangeListener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger("primelb.lb");
    /** What may wait, in bytes, more or less: seconds of traffic, and little beside the heap of a small container. */
    static final long ROOM = 8L * 1024 * 1024;
    /** What an exchange takes without its path. */
    private static final int EMPTY = 512;
    /** Between two looks: waking the writer for each line would cost traffic more than writing does. */
    static final Duration LOOK = Duration.ofMillis(50);
    /** Looks from one to the next at whether the file was moved, which makes a second. */
    private static final int LOOKS_TO_FOLLOW = 20;
    /** Looks without a drop after which dropping is over: ten seconds. */
    private static final int LOOKS_TO_CALM = 200;
    private static final int BATCH = 60 * 1024;
    /** Batches from one look to the next: where there is always more, drops are told and a moved file is seen all the same. */
    private static final int BATCHES = 32;
    private static final Duration LAST_LINES = Duration.ofSeconds(1);

    /** Where lines go. Used by the writer's thread alone once it runs. */
    interface Sink extends Closeable {
        /** Appends whole lines, or fails. */
        void append(byte[] bytes, int length) throws IOException;

        /** Sees whether there is somewhere else to write to by now. */
        default void follow() throws IOException {
            // Most sinks stay where they are.
        }
    }

    /** An exchange and when it ended. */
    private record Ended(Exchange exchange, long millis) {
        long weight() {
            return EMPTY + (exchange.target() == null ? 0 : exchange.target().length());
        }
    }

    private final Sink sink;
    private final InstantSource clock;
    private final Duration look;
    private final Thread thread = Thread.ofPlatform().daemon().name("lb-access-log").unstarted(this::run);
    private final Queue<Ended> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong room = new AtomicLong(ROOM);
    private final LongAdder written = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Semaphore stop = new Semaphore(0);
    /** Used by the thread alone. */
    private final AccessLine lines = new AccessLine();
    private long droppedBefore;
    private long droppedSinceTold;
    private int calmLooks;
    private String trouble;

    /**
     * Makes a log.
     *
     * @param sink where lines go; its {@code toString} names it
     * @param clock when exchanges ended
     * @param look the time between two looks at what waits
     */
    AccessLog(Sink sink, InstantSource clock, Duration look) {
        this.look = look;
        this.sink = sink;
        this.clock = clock;
    }

    /** Begins to write. */
    void start() {
        thread.start();
    }

    @Override
    public void ended(Exchange exchange) {
        Ended ended = new Ended(exchange, clock.millis());
        if (room.addAndGet(-ended.weight()) < 0) {
            room.addAndGet(ended.weight());
            dropped.increment();
        } else {
            waiting.add(ended);
        }
    }

    /** Returns how many lines were written. */
    long written() {
        return written.sum();
    }

    /** Returns how many lines were dropped because they could not be written, or not so fast. */
    long dropped() {
        return dropped.sum();
    }

    private void run() {
        try (sink) {
            boolean last = false;
            boolean more = false;
            for (int looks = 1; !last || more; looks++) {
                last = last || stop.tryAcquire(more ? 0 : look.toNanos(), TimeUnit.NANOSECONDS);
                if (looks % LOOKS_TO_FOLLOW == 0) {
                    attempt(sink::follow, 0);
                }
                more = writeSome();
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the access log " + sink + " could not be closed: " + e.getMessage());
        }
    }

    /** Writes what waits, some batches at most, and returns whether there is more. */
    private boolean writeSome() {
        for (int batch = 0; batch < BATCHES && !waiting.isEmpty(); batch++) {
            int count = 0;
            lines.clear();
            while (lines.size() < BATCH) {
                Ended next = waiting.poll();
                if (next == null) {
                    break;
                }
                room.addAndGet(next.weight());
                lines.put(next.exchange(), next.millis());
                count++;
            }
            attempt(() -> sink.append(lines.bytes(), lines.size()), count);
        }
        return !waiting.isEmpty();
    }

    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step, int count) {
        try {
            step.run();
            written.add(count);
        } catch (IOException e) {
            dropped.add(count);
            complain(e.getMessage());
        }
    }

    /** Tells of trouble when it begins, and when it is over; not of every line. */
    private void tell() {
        long now = dropped.sum();
        long more = now - droppedBefore;
        droppedBefore = now;
        droppedSinceTold += more;
        if (more > 0) {
            complain("it is slower than the traffic");
            calmLooks = 0;
        } else if (trouble != null && ++calmLooks >= LOOKS_TO_CALM) {
            LOG.log(Level.INFO, "the access log " + sink + " is written again; lines dropped: " + droppedSinceTold);
            trouble = null;
            droppedSinceTold = 0;
        }
    }

    private void complain(String why) {
        calmLooks = 0;
        if (trouble == null) {
            trouble = why;
            LOG.log(Level.WARNING, "the access log " + sink + " cannot be written, and lines are dropped: " + why);
        }
    }

    /** Writes what waits, for a second at most, and ends. */
    @Override
    public void close() {
        stop.release();
        try {
            thread.join(LAST_LINES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
